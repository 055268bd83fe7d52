WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT rule, origin, any_value(country) AS country, sum(models) AS models, sum(downloads_30d) AS downloads_30d,
        sum(downloads_30d) / nullif(sum(sum(downloads_30d)) OVER (PARTITION BY rule), 0) AS share
    FROM mart_country_rule
    WHERE run_id = (SELECT run_id FROM latest)
        AND counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY rule, origin
), listed AS ( -- an origin that no model has under a rule has a share of 0 there; one without a single counter is unknown
    SELECT o.origin, r.rule, c.country, coalesce(c.models, 0) AS models,
        CASE WHEN c.rule IS NULL THEN 0 ELSE c.downloads_30d END AS downloads_30d,
        CASE WHEN c.rule IS NULL THEN 0 ELSE c.share END AS share
    FROM (SELECT DISTINCT origin FROM cell) o
    CROSS JOIN (SELECT DISTINCT rule FROM cell) r
    LEFT JOIN cell c ON c.origin = o.origin AND c.rule = r.rule
)
SELECT
    any_value(t.source) AS source,
    any_value(t.snapshot_date) AS snapshot_date,
    l.origin,
    any_value(l.country) AS country,
    sum(l.models) FILTER (l.rule = $rule) AS models,
    sum(l.downloads_30d) FILTER (l.rule = $rule) AS downloads_30d,
    sum(l.share) FILTER (l.rule = $rule) AS share,
    sum(l.share) FILTER (l.rule = 'publisher') AS publisher_share,
    sum(l.share) FILTER (l.rule = 'base') AS base_share,
    sum(l.share) FILTER (l.rule = 'parent') AS parent_share
FROM listed l CROSS JOIN latest t
GROUP BY l.origin
ORDER BY any_value(l.country) IS NULL, share DESC NULLS LAST, l.origin
