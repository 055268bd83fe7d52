SELECT d.source, d.snapshot_date, d.root_lab_id AS lab_id, d.root_family, d.root_id, d.model_id, d.relation, d.role,
    d.depth::INTEGER AS depth, d.part * d.downloads_30d AS downloads_30d, k.named_share, k.missing_share,
    CASE WHEN d.excluded THEN 'excluded' END AS flags,
    (SELECT round(sum(models))::BIGINT FROM newest_lineage($source, $basis, $tasks) WHERE base = 'named' AND ($lab IS NULL OR root_lab_id = $lab) AND ($family IS NULL OR root_family = $family)) AS shown_of
FROM mart_derivative d, lineage_known($source, $basis, $tasks) k
WHERE d.run_id = (SELECT run_id FROM newest_run($source)) AND d.base = 'named' AND counts_for($basis, $tasks, d.excluded, d.task_scope)
    AND ($lab IS NULL OR d.root_lab_id = $lab) AND ($family IS NULL OR d.root_family = $family)
ORDER BY d.part * d.downloads_30d DESC NULLS LAST, d.model_id, d.root_id
LIMIT $shown
