WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND counts_for($basis, $tasks, excluded, task_scope)
), known AS (
    SELECT
        part_of(downloads_30d, base = 'named') AS named_share,
        part_of(downloads_30d, base = 'missing') AS missing_share
    FROM cell
)
SELECT d.source, d.snapshot_date, d.model_id, d.lab_id, d.relation, d.named_as, d.downloads_30d::DOUBLE AS downloads_30d,
    k.named_share, k.missing_share, (SELECT round(sum(models))::BIGINT FROM cell WHERE base = 'missing') AS shown_of
FROM mart_derivative d, known k
WHERE d.run_id = (SELECT run_id FROM latest) AND d.base = 'missing' AND counts_for($basis, $tasks, d.excluded, d.task_scope)
ORDER BY d.downloads_30d DESC NULLS LAST, d.model_id
LIMIT $shown
