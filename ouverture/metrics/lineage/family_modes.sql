WITH cell AS (
    SELECT run_id, (lab_id IS NOT DISTINCT FROM root_lab_id) AS own, (lab_id IS DISTINCT FROM root_lab_id) AND role = 'packager' AS repackaged,
        models, downloads_30d
    FROM mart_lineage
    WHERE root_family = $family AND counts_for($basis, $tasks, excluded, task_scope)
), counted AS (
    SELECT run_id, 'family' AS mode, sum(models) AS models, sum(downloads_30d) AS downloads_30d FROM cell GROUP BY run_id
    UNION ALL
    SELECT run_id, 'publisher', coalesce(sum(models) FILTER (own), 0), coalesce(sum(downloads_30d) FILTER (own), 0) FROM cell GROUP BY run_id
    UNION ALL
    SELECT run_id, 'packager', coalesce(sum(models) FILTER (NOT repackaged), 0),
        coalesce(sum(downloads_30d) FILTER (NOT repackaged), 0)
    FROM cell GROUP BY run_id
)
SELECT r.source, r.snapshot_date, c.mode, c.models, c.downloads_30d, r.flags
FROM series_run r JOIN counted c USING (run_id)
WHERE of_source($source, r.source)
ORDER BY r.source, r.snapshot_date, list_position(['family', 'packager', 'publisher'], c.mode)
