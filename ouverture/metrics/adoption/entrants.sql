WITH cell AS (
    SELECT run_id, sum(models) AS models, sum(entered_models) AS entered
    FROM mart_adoption WHERE of_tasks($tasks, task_scope) GROUP BY run_id
)
SELECT r.source, r.snapshot_date, c.models::BIGINT AS models,
    CASE WHEN s.previous_run_id IS NOT NULL THEN c.entered::BIGINT END AS entered_models,
    CASE WHEN s.previous_run_id IS NOT NULL THEN coalesce(b.models, 0) - (c.models - c.entered) END::BIGINT AS left_models,
    r.organisations_entered, r.organisations_left, r.flags
FROM series_run r
JOIN snapshot_run s USING (run_id)
LEFT JOIN cell c USING (run_id)
LEFT JOIN cell b ON b.run_id = s.previous_run_id
WHERE of_source($source, r.source)
ORDER BY r.source, r.snapshot_date
