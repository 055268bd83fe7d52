-- Runs before which a batch has to end, because what comes before them must have been applied: two identities of the batch
-- go by one name, the later one from this run on; or an organisation passes to another lab.

CREATE OR REPLACE TEMP TABLE batch_stop AS
WITH name AS (
    SELECT l.identity, min(l.first_seq) AS first_seq, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM raw_listing l
    LEFT JOIN registry_rename r ON r.old_model_id = l.model_id
    LEFT JOIN canonical_organisation o USING (organisation_id)
    WHERE (SELECT count(*) FROM batch) > 1
    GROUP BY ALL
)
SELECT max(first_seq) AS run_seq
FROM name
GROUP BY canonical
HAVING count(DISTINCT identity) > 1 AND max(first_seq) > min(first_seq)
UNION ALL
SELECT b.run_seq
FROM batch b
JOIN (SELECT from_on AS passes_on FROM organisation UNION ALL SELECT until_on + 1 FROM organisation) o
    ON o.passes_on > b.previous_date AND o.passes_on <= b.snapshot_date
WHERE b.run_seq > getvariable('first_seq');
