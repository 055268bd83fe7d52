WITH latest AS (
    SELECT * FROM result
    WHERE (source, snapshot_date) = (
        SELECT newest((source, snapshot_date), snapshot_date, source) FROM result)
), reading AS (
    SELECT
        any_value(snapshot_date) AS as_of,
        any_value(source) <> live_source() AS chosen,
        least_tier($threshold) AS least_tier,
        sum(share) AS total,
        coalesce(sum(share) FILTER (tier >= least_tier($threshold)), 0) AS share,
        coalesce(sum(share) FILTER (tier = least_tier('data')), 0) AS source_open,
        coalesce(sum(share) FILTER (tier IS NULL), 0) AS unknown
    FROM latest
)
SELECT
    CASE WHEN total IS NULL THEN 'thin'
        WHEN $lab IS NOT NULL THEN 'lab'
        WHEN $threshold = 'data' THEN 'source_line'
        ELSE 'all' END AS finding_case,
    share, least_tier, source_open, least_tier('data') AS top, unknown, $lab AS lab, as_of,
    CASE WHEN total IS NULL THEN 'low' WHEN unknown > $unknown_medium OR chosen THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'unknown_share' WHEN chosen THEN 'chosen_list' END AS confidence_reason
FROM reading
