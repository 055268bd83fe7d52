WITH latest AS (
    SELECT max(snapshot_date) AS read_until FROM snapshot_run WHERE listing = 'organisations' AND in_series
), created AS (
    SELECT lab_id, month, sum(models)::BIGINT AS models
    FROM mart_release, latest
    WHERE list_contains($labs, lab_id) AND of_tasks($tasks, task_scope) AND month <= read_until
    GROUP BY lab_id, month
), grid AS ( -- every month has its column, or its neighbours would look longer than they are
    SELECT lab_id, unnest(generate_series(first_on, last_on, INTERVAL 1 MONTH))::DATE AS month, read_until
    FROM (SELECT DISTINCT lab_id FROM created), (SELECT min(month) AS first_on, max(month) AS last_on FROM created), latest
)
SELECT (SELECT sources_of(source) FROM series_run) AS source,
    g.lab_id, g.month, c.models, g.read_until
FROM grid g LEFT JOIN created c USING (lab_id, month)
ORDER BY list_position($labs, g.lab_id), g.month
