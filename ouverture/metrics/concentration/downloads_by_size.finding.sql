WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    QUALIFY snapshot_date <= coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)) OVER (), max(snapshot_date) OVER ())
), span AS (
    SELECT max(snapshot_date) AS as_of, count(DISTINCT snapshot_date) AS readings FROM chosen
), last AS (
    SELECT c.*, size_class IN ('30-100B', '>=100B') AS large FROM chosen c JOIN span ON c.snapshot_date = as_of
), leader AS (
    SELECT size_class, share FROM last WHERE size_class <> 'unknown' AND share > 0
    ORDER BY share DESC, size_place(size_class) LIMIT 1
), whole AS (
    SELECT coalesce(sum(share) FILTER (size_class = 'unknown'), 0) AS unknown,
        part_of(common_downloads_30d_before, large) AS before, part_of(common_downloads_30d, large) AS after
    FROM last
)
SELECT
    CASE WHEN size_class IS NULL THEN 'unknown_only' ELSE 'leads' END AS finding_case,
    size_class AS size, share, unknown, before, CASE WHEN before IS NOT NULL THEN after END AS after, as_of,
    CASE WHEN unknown >= $unknown_low OR size_class IS NULL THEN 'low' WHEN unknown > $unknown_medium OR readings < $readings_high THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'unknown_models' WHEN readings < $readings_high THEN 'few_readings' END AS confidence_reason
FROM span CROSS JOIN whole LEFT JOIN leader ON TRUE
WHERE as_of IS NOT NULL
