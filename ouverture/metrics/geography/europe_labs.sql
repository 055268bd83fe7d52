WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), listed AS (
    SELECT lab_id, arg_max(largest_model_id, (coalesce(largest_downloads_30d, -1), largest_model_id)) AS largest_model_id
    FROM mart_lab WHERE run_id = (SELECT run_id FROM latest) GROUP BY lab_id
), cell AS (
    SELECT lab_id, sum(models) AS models, sum(downloads_30d) AS downloads_30d,
        sum(downloads_30d) / nullif(sum(sum(downloads_30d)) OVER (), 0) AS share
    FROM mart_adoption
    WHERE run_id = (SELECT run_id FROM latest)
        AND counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY lab_id
)
SELECT
    t.source, t.snapshot_date, b.lab_id, b.country AS origin,
    l.lab_id IS NOT NULL AS listed,
    CASE WHEN l.lab_id IS NOT NULL THEN coalesce(c.models, 0) END::BIGINT AS models,
    CASE WHEN c.lab_id IS NOT NULL THEN c.downloads_30d WHEN l.lab_id IS NOT NULL THEN 0 END::DOUBLE AS downloads_30d,
    CASE WHEN c.lab_id IS NOT NULL THEN c.share WHEN l.lab_id IS NOT NULL THEN 0 END::DOUBLE AS share,
    l.largest_model_id
FROM lab b
CROSS JOIN latest t
LEFT JOIN listed l ON l.lab_id = b.lab_id
LEFT JOIN cell c ON c.lab_id = b.lab_id
WHERE list_contains($eu || $beside_eu, b.country)
ORDER BY downloads_30d DESC NULLS LAST, b.lab_id
