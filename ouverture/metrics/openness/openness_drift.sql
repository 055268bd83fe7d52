WITH change AS (
    SELECT c.changed_on, m.model_id, m.lab_id, c.field, c.old_value, c.new_value, p.downloads_30d, r.source,
        CASE c.field
            WHEN 'tier' THEN c.new_value::TINYINT - c.old_value::TINYINT
            WHEN 'licence' THEN n.tier - o.tier
            ELSE list_position(['manual', 'auto', 'false'], c.new_value) - list_position(['manual', 'auto', 'false'], c.old_value)
        END AS step
    FROM model_change c
    JOIN model m USING (model_key)
    JOIN snapshot_run r ON r.run_id = c.run_id
    LEFT JOIN mart_model p ON p.model_id = m.model_id
    LEFT JOIN licence o ON c.field = 'licence' AND o.licence = c.old_value
    LEFT JOIN licence n ON c.field = 'licence' AND n.licence = c.new_value
    WHERE c.cause = 'changed' AND c.field IN ('licence', 'gated', 'tier') AND ($field = 'all' OR c.field = $field)
        AND of_tasks($tasks, m.task_scope)
), directed AS (
    SELECT *, CASE WHEN step > 0 THEN 'opened' WHEN step < 0 THEN 'closed' WHEN step = 0 THEN 'same' ELSE 'unknown' END AS direction
    FROM change
)
SELECT
    changed_on, model_id, lab_id, field, old_value, new_value, direction, downloads_30d,
    count(*) OVER (PARTITION BY direction) AS changes_of_direction,
    source,
    count(*) OVER () AS shown_of
FROM directed
QUALIFY row_number() OVER (ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id, field) <= $shown
ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id, field
