(
    SELECT CASE WHEN all_models < $minimum OR all_download_share IS NULL THEN 'thin' ELSE 'named' END AS finding_case,
        all_models, all_model_share AS models, all_download_share AS downloads, all_unknown_share AS unknown,
        snapshot_date AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
    FROM result ORDER BY lab_id LIMIT 1
)
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_data_naming)
