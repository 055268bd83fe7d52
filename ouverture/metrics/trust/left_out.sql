WITH run AS (
    SELECT * FROM newest_run($source)
)
SELECT l.source, l.snapshot_date, l.model_id, l.lab_id, l.why, l.exclusion_reason, l.automation_index, l.downloads_30d, l.likes
FROM mart_left_out l JOIN run USING (run_id)
WHERE of_tasks($tasks, l.task_scope)
ORDER BY l.downloads_30d DESC NULLS LAST, l.model_id
