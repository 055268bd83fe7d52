WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT origin, tier, sum(models) AS models, sum(downloads_30d) AS downloads_30d,
        sum(sum(downloads_30d)) OVER (PARTITION BY origin) AS total
    FROM mart_country_rule
    WHERE run_id = (SELECT run_id FROM latest) AND rule = $rule
        AND counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY origin, tier
), largest AS (
    SELECT origin, count(*) OVER () AS shown_of FROM cell WHERE total > 0 GROUP BY origin ORDER BY any_value(total) DESC, origin LIMIT $shown
)
SELECT
    t.source, t.snapshot_date, c.origin, c.tier,
    side_of(c.tier, least_tier($threshold)) AS side,
    c.models, c.downloads_30d, c.downloads_30d / c.total AS share, g.shown_of
FROM cell c JOIN largest g USING (origin) CROSS JOIN latest t
ORDER BY length(c.origin) <> 2, c.total DESC, c.origin, c.tier DESC NULLS LAST
