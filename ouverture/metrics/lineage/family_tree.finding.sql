SELECT 'largest' AS finding_case, model_id AS model, root_id AS root, downloads_30d AS downloads,
    snapshot_date AS as_of, 'medium' AS confidence
FROM result WHERE downloads_30d IS NOT NULL AND flags IS NULL
ORDER BY downloads_30d DESC, model_id LIMIT 1
