-- Organisations of which the run before each run lists a model, under the names that the models have now.

CREATE OR REPLACE TEMP TABLE organisation_before AS
SELECT DISTINCT l.run_seq, m.organisation_id
FROM (
    SELECT getvariable('first_seq')::INTEGER AS run_seq, model_key FROM previous
    UNION ALL
    SELECT c.run_seq + 1, c.model_key FROM counter c
) l
JOIN model m USING (model_key)
WHERE m.organisation_id IS NOT NULL;
