WITH young AS (
    SELECT * FROM mart_lab_curve
    WHERE source IN (SELECT source FROM series_run)
        AND age_days <= $max_age AND list_contains($labs, lab_id) AND of_tasks($tasks, task_scope)
), leader AS (
    SELECT source, lab_id, model_id FROM young
    WHERE downloads_30d IS NOT NULL AND NOT excluded
    QUALIFY row_number() OVER (PARTITION BY source, lab_id ORDER BY downloads_30d DESC, model_id) = 1
)
SELECT y.source, y.lab_id, y.model_id, y.snapshot_date, y.age_days, y.downloads_30d, y.downloads_all_time,
    CASE WHEN y.excluded THEN 'excluded' END AS flags
FROM young y SEMI JOIN leader USING (source, lab_id, model_id)
ORDER BY y.source, list_position($labs, y.lab_id), y.age_days
