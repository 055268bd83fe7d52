-- what: two rows have the same key
-- remedy: see the transform of that table in ouverture/pipeline/transforms, then rebuild
SELECT 'model' AS relation, model_key::VARCHAR AS row_key FROM model GROUP BY model_key HAVING count(*) > 1
UNION ALL
SELECT 'model', model_id FROM model GROUP BY model_id HAVING count(*) > 1
UNION ALL
SELECT 'model', hub_id FROM model WHERE hub_id IS NOT NULL GROUP BY hub_id HAVING count(*) > 1
UNION ALL
SELECT 'model_alias', model_key || ' ' || model_id FROM model_alias GROUP BY model_key, model_id HAVING count(*) > 1
UNION ALL
SELECT 'lineage', model_key || ' ' || base_model_id FROM lineage GROUP BY model_key, base_model_id HAVING count(*) > 1
UNION ALL
SELECT 'dataset', dataset_key::VARCHAR FROM dataset GROUP BY dataset_key HAVING count(*) > 1
UNION ALL
SELECT 'dataset_reading', observed_on || ' ' || dataset_key FROM dataset_reading GROUP BY observed_on, dataset_key HAVING count(*) > 1
UNION ALL
SELECT 'mart_dataset', dataset_id FROM mart_dataset GROUP BY dataset_id HAVING count(*) > 1
UNION ALL
SELECT 'mart_model', model_id FROM mart_model GROUP BY model_id HAVING count(*) > 1
UNION ALL
SELECT 'mart_name', name FROM mart_name GROUP BY name HAVING count(*) > 1
UNION ALL
SELECT 'latest_reading', source || ' ' || model_key FROM latest_reading GROUP BY source, model_key HAVING count(*) > 1
UNION ALL
SELECT 'reading', run_seq || ' ' || model_key FROM reading
WHERE run_seq >= getvariable('since_seq') GROUP BY run_seq, model_key HAVING count(*) > 1
UNION ALL
SELECT 'flow', run_seq || ' ' || model_key FROM flow
WHERE run_seq >= getvariable('since_seq') GROUP BY run_seq, model_key HAVING count(*) > 1;
