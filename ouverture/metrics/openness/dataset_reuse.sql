WITH named AS (
    SELECT run_id, source, snapshot_date, dataset_id, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_dataset_use
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY ALL
), naming AS (
    SELECT run_id, sum(models_naming) AS models
    FROM mart_data_naming
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id
)
SELECT
    n.source, n.snapshot_date, n.dataset_id, d.lab_id, d.licence,
    coalesce(d.openness, 'unknown') AS side,
    n.models::BIGINT AS models,
    n.models / nullif(a.models, 0)::DOUBLE AS model_share,
    n.downloads_30d::BIGINT AS downloads_30d,
    count(*) OVER () AS shown_of
FROM named n
LEFT JOIN naming a USING (run_id)
LEFT JOIN mart_dataset d USING (dataset_id)
ORDER BY CASE WHEN $by = 'downloads' THEN n.downloads_30d ELSE n.models END DESC NULLS LAST, n.models DESC, n.dataset_id
LIMIT $shown
