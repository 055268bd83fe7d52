-- Organisations of which the run before lists a model, under the names that the models have now.

CREATE OR REPLACE TEMP TABLE organisation_before AS
SELECT DISTINCT p.run_seq, m.organisation_id
FROM previous p JOIN model m USING (model_key)
WHERE m.organisation_id IS NOT NULL;
