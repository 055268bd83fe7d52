WITH lab AS (
    SELECT lab_id, any_value(open_share) AS open_share, any_value(unknown_share) AS unknown_share,
        any_value(lab_downloads_30d) AS downloads, any_value(snapshot_date) AS snapshot_date, any_value(source) AS source
    FROM result GROUP BY lab_id
), summary AS (
    SELECT count(*) AS labs, count(*) FILTER (open_share > 0.5) AS open,
        count(*) FILTER (open_share > 0 AND open_share + unknown_share < 1) AS apart,
        sum(unknown_share * downloads) / sum(downloads) AS unknown, max(snapshot_date) AS as_of,
        any_value(source) <> live_source() AS chosen
    FROM lab
)
SELECT CASE WHEN open > 0 THEN 'most' ELSE 'none' END AS finding_case,
    labs, open, apart, unknown, least_tier($threshold) AS least_tier, as_of,
    CASE WHEN unknown > $unknown_medium OR chosen THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'unknown_share' WHEN chosen THEN 'chosen_list' END AS confidence_reason
FROM summary WHERE labs > 0
