-- A batch ends before a run that must find applied what comes before it: a name there passes to another identity, an
-- organisation to another lab, or a lab's model on which others are based to another name: they are credited to its lab and family.
SET VARIABLE stop_seq = (
    WITH name AS (
        SELECT l.identity, min(l.first_seq) AS first_seq, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
        FROM raw_listing l
        LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(l.model_id)
        LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(l.model_id)
        GROUP BY ALL
    ),
    holder AS (  -- a name of a lab's as it is, all others as one
        SELECT l.identity, l.first_seq, lower(l.model_id) AS model_id, CASE WHEN o.name IS NOT NULL THEN lower(l.model_id) END AS name
        FROM (
            SELECT identity, model_id, organisation_id, first_seq FROM raw_listing
            UNION ALL
            SELECT coalesce(hub_id, model_id), model_id, organisation_id, 0 FROM model
        ) l
        LEFT JOIN (SELECT DISTINCT lower(organisation_id) AS name FROM organisation) o ON o.name = lower(l.organisation_id)
    ),
    base AS (
        SELECT DISTINCT identity
        FROM holder
        SEMI JOIN (
            SELECT lower(unnest(bases).base_model_id) AS model_id FROM raw_listing
            UNION ALL
            SELECT lower(base_model_id) FROM lineage
        ) USING (model_id)
    ),
    renamed AS (
        SELECT min(first_seq) AS run_seq FROM holder SEMI JOIN base USING (identity) GROUP BY identity, name
        QUALIFY min(first_seq) > min(min(first_seq)) OVER (PARTITION BY identity)
    )
    SELECT min(run_seq)
    FROM (
        SELECT first_seq AS run_seq FROM name
        QUALIFY first_seq > min(first_seq) OVER (PARTITION BY canonical)
        UNION ALL
        SELECT run_seq FROM renamed WHERE run_seq > getvariable('first_seq')
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
