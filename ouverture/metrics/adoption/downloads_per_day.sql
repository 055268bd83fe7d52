WITH span AS (
    SELECT *, CASE $basis WHEN 'raw' THEN downloads_per_day WHEN 'adjusted' THEN adjusted_downloads_per_day END AS per_day
    FROM mart_flow
    WHERE counts_for($basis, $tasks, excluded, task_scope) AND of_source($source, source)
), reading AS ( -- spans begin and end with readings: each covers whole intervals between neighbours
    SELECT source, until_on, coalesce(lag(until_on) OVER (PARTITION BY source ORDER BY until_on) + 1, first_on) AS from_on
    FROM (SELECT source, until_on, min(from_on) AS first_on FROM span GROUP BY source, until_on)
), whole AS (
    SELECT source, max(snapshot_date) AS until_on FROM series_run GROUP BY source
)
SELECT r.source, r.from_on, r.until_on, s.tier,
    sum(s.per_day) AS downloads_per_day,
    sum(s.models)::BIGINT AS models,
    sum(s.restated_models)::BIGINT AS restated_models,
    nullif(concat_ws(' ',
        CASE WHEN bool_or(s.flags LIKE '%imputed%') THEN 'imputed' END,
        CASE WHEN any_value(w.until_on) < r.until_on THEN 'partial' END,
        CASE WHEN sum(s.restated_models) > 0 OR bool_or(s.flags LIKE '%restated%') THEN 'restated' END,
        CASE WHEN bool_or(s.flags LIKE '%stale%') THEN 'stale' END), '') AS flags
FROM reading r
JOIN span s ON s.source = r.source AND s.from_on <= r.until_on AND s.until_on >= r.until_on
LEFT JOIN whole w ON w.source = r.source
GROUP BY r.source, r.from_on, r.until_on, s.tier
ORDER BY r.source, r.until_on, s.tier NULLS LAST
