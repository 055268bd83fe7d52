WITH ranked AS (
    SELECT *, CASE WHEN $by = 'likes' THEN likes ELSE downloads_30d END AS value FROM result
)
SELECT $by AS finding_case, arg_max(dataset_id, value) AS dataset, max(value) AS value, count(*) AS listed,
    count(*) FILTER (side = 'open') AS open, count(*) FILTER (side = 'restricted') AS restricted,
    count(*) FILTER (side = 'unknown') AS unknown, any_value(snapshot_date) AS as_of, 'high' AS confidence
FROM ranked
HAVING max(value) > 0
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_dataset)
