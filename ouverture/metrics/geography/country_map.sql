WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT origin, any_value(country) AS country, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_country_rule
    WHERE run_id = (SELECT run_id FROM latest) AND rule = $rule
        AND counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY origin
)
SELECT t.source, t.snapshot_date, c.origin, c.country, c.models, c.downloads_30d,
    c.downloads_30d / nullif(sum(c.downloads_30d) OVER (), 0) AS share
FROM cell c CROSS JOIN latest t
ORDER BY c.country IS NULL, share DESC NULLS LAST, c.origin
