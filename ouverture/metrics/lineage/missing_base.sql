SELECT d.source, d.snapshot_date, d.model_id, d.lab_id, d.relation, d.named_as, d.downloads_30d::DOUBLE AS downloads_30d,
    k.named_share, k.missing_share, CASE WHEN d.excluded THEN 'excluded' END AS flags,
    (SELECT round(sum(models))::BIGINT FROM newest_lineage($source, $basis, $tasks) WHERE base = 'missing') AS shown_of
FROM mart_derivative d, lineage_known($source, $basis, $tasks) k
WHERE d.run_id = (SELECT run_id FROM newest_run($source)) AND d.base = 'missing' AND counts_for($basis, $tasks, d.excluded, d.task_scope)
ORDER BY d.downloads_30d DESC NULLS LAST, d.model_id
LIMIT $shown
