-- Organisations of which the run before each run lists a model, under the names that the models have at the run itself.

CREATE OR REPLACE TEMP TABLE organisation_before AS
WITH named AS (
    SELECT c.run_seq, c.model_key, l.organisation_id FROM counter c JOIN listing l USING (version)
)
SELECT DISTINCT b.run_seq, CASE WHEN n.model_key IS NULL THEN b.organisation_id ELSE n.organisation_id END AS organisation_id
FROM (
    SELECT getvariable('first_seq')::INTEGER AS run_seq, model_key, organisation_id FROM previous
    UNION ALL
    SELECT run_seq + 1, model_key, organisation_id FROM named
) b
LEFT JOIN named n ON n.run_seq = b.run_seq AND n.model_key = b.model_key
WHERE coalesce(n.organisation_id, b.organisation_id) IS NOT NULL;
