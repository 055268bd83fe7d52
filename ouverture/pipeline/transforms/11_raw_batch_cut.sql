-- A batch ends before a run that must find applied what comes before it: a name there passes to another identity, or an
-- organisation to another lab.
SET VARIABLE stop_seq = (
    WITH name AS (
        SELECT l.identity, min(l.first_seq) AS first_seq, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
        FROM raw_listing l
        LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(l.model_id)
        LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(l.model_id)
        GROUP BY ALL
    )
    SELECT min(run_seq)
    FROM (
        SELECT first_seq AS run_seq FROM name
        QUALIFY first_seq > min(first_seq) OVER (PARTITION BY canonical)
        UNION ALL
        SELECT b.run_seq
        FROM batch_run b
        JOIN (SELECT from_on AS passes_on FROM organisation UNION ALL SELECT until_on + 1 FROM organisation) o
            ON o.passes_on <= b.snapshot_date AND o.passes_on > (SELECT min(snapshot_date) FROM batch_run)
    )
);
DELETE FROM batch_run WHERE run_seq >= getvariable('stop_seq');
DELETE FROM raw_counter WHERE run_seq >= getvariable('stop_seq');
DELETE FROM raw_listing WHERE first_seq >= getvariable('stop_seq');
UPDATE raw_listing SET last_seq = c.last_seq
FROM (SELECT version, max(run_seq) AS last_seq FROM raw_counter GROUP BY version) c
WHERE c.version = raw_listing.version AND raw_listing.last_seq >= getvariable('stop_seq');
