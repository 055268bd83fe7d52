WITH span AS (
    SELECT coalesce($until, max(snapshot_date)) AS until,
        coalesce($since, max(snapshot_date) FILTER (snapshot_date < (SELECT max(snapshot_date) FROM series_run WHERE $until IS NULL OR snapshot_date <= $until))) AS since
    FROM series_run WHERE $until IS NULL OR snapshot_date <= $until
), change AS (
    SELECT c.changed_on, m.model_id, m.lab_id, c.field, c.old_value, c.new_value, p.downloads_30d, r.source,
        m.on_exclusion_list OR EXISTS (FROM machine_traffic t WHERE t.model_key = c.model_key) AS left_out
    FROM model_change c
    JOIN model m USING (model_key)
    JOIN snapshot_run r ON r.run_id = c.run_id
    LEFT JOIN mart_model p ON p.model_id = m.model_id
    JOIN span s ON c.changed_on > s.since AND c.changed_on <= s.until
    WHERE c.cause = 'changed' AND of_tasks($tasks, m.task_scope)
)
SELECT changed_on, model_id, lab_id, field, old_value, new_value, downloads_30d, source, CASE WHEN left_out THEN 'excluded' END AS flags, count(*) OVER () AS shown_of
FROM change
QUALIFY row_number() OVER (ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id, field) <= $shown
ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id, field
