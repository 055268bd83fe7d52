-- what: the table of the model pages and the models differ
-- remedy: see ouverture/pipeline/transforms/40_mart_model.sql, then rebuild
SELECT coalesce(c.model_id, m.model_id) AS model_id
FROM mart_model c FULL JOIN model m USING (model_id)
WHERE c.model_id IS NULL OR m.model_id IS NULL;
