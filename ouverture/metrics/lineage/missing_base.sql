WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), known AS (
    SELECT
        coalesce(sum(downloads_30d) FILTER (base = 'named'), 0) / nullif(sum(downloads_30d), 0) AS named_share,
        coalesce(sum(downloads_30d) FILTER (base = 'missing'), 0) / nullif(sum(downloads_30d), 0) AS missing_share
    FROM cell
)
SELECT d.source, d.snapshot_date, d.model_id, d.lab_id, d.relation, d.named_as, d.downloads_30d::DOUBLE AS downloads_30d,
    k.named_share, k.missing_share, (SELECT round(sum(models))::BIGINT FROM cell WHERE base = 'missing') AS shown_of
FROM mart_derivative d, known k
WHERE d.run_id = (SELECT run_id FROM latest) AND d.base = 'missing' AND ($tasks = 'all' OR d.task_scope = $tasks) AND ($basis = 'raw' OR NOT d.excluded)
ORDER BY d.downloads_30d DESC NULLS LAST, d.model_id
LIMIT $shown
