(
    SELECT $by AS finding_case, dataset_id AS dataset, models, downloads_30d AS downloads, model_share AS share,
        snapshot_date AS as_of, 'low' AS confidence
    FROM result
    WHERE CASE WHEN $by = 'downloads' THEN downloads_30d ELSE models END > 0
    ORDER BY CASE WHEN $by = 'downloads' THEN downloads_30d ELSE models END DESC, models DESC, dataset_id
    LIMIT 1
)
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_data_naming)
