WITH latest AS (
    SELECT * FROM result WHERE snapshot_date = (SELECT max(snapshot_date) FROM result)
)
SELECT 'share' AS finding_case,
    coalesce(max(share) FILTER (side = 'open'), 0) AS open,
    coalesce(max(share) FILTER (side = 'restricted'), 0) AS restricted,
    coalesce(max(share) FILTER (side = 'unknown'), 0) AS unknown,
    sum(datasets)::BIGINT AS datasets,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
FROM latest
HAVING sum(downloads_30d) > 0
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_dataset_openness)
