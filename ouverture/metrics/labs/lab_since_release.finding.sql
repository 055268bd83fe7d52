SELECT 'fastest' AS finding_case,
    arg_max(lab_id, downloads_30d) AS lab, arg_max(model_id, downloads_30d) AS model, max(downloads_30d) AS downloads,
    arg_max(age_days, downloads_30d) AS age, count(DISTINCT model_id) AS curves,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
FROM result
WHERE flags IS NULL
HAVING max(downloads_30d) IS NOT NULL
