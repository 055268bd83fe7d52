-- How large the models are that exist, and those that are downloaded: mean, median, and the median weighted by downloads.
INSERT INTO mart_size BY NAME
WITH sized AS (
    SELECT a.task_scope, a.parameters, l.downloads_30d, o.model_key IS NOT NULL AS excluded
    FROM listing l
    JOIN attribute a USING (model_key)
    LEFT JOIN left_out o USING (model_key)
    WHERE getvariable('listing') = 'organisations'
),
scoped AS (
    SELECT 'all' AS tasks, * FROM sized
    UNION ALL
    SELECT task_scope AS tasks, * FROM sized WHERE task_scope = 'generative'
),
based AS (
    SELECT 'raw' AS basis, * FROM scoped
    UNION ALL
    SELECT 'adjusted' AS basis, * FROM scoped WHERE NOT excluded
),
cumulated AS (
    SELECT
        basis, tasks, parameters,
        sum(downloads_30d) OVER (PARTITION BY basis, tasks ORDER BY parameters) AS up_to,
        sum(downloads_30d) OVER (PARTITION BY basis, tasks) AS total
    FROM based
    WHERE parameters IS NOT NULL AND downloads_30d > 0
),
weighted AS (
    SELECT basis, tasks, min(parameters) FILTER (2 * up_to >= total) AS middle FROM cumulated GROUP BY basis, tasks
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    b.basis, b.tasks,
    count(*) AS models,
    count(b.parameters) AS models_sized,
    sum(b.downloads_30d)::BIGINT AS downloads_30d,
    (sum(b.downloads_30d) FILTER (b.parameters IS NOT NULL))::BIGINT AS downloads_30d_sized,
    round(avg(b.parameters))::BIGINT AS mean_parameters,
    median(b.parameters)::BIGINT AS median_parameters,
    any_value(w.middle) AS weighted_median_parameters
FROM based b
LEFT JOIN weighted w USING (basis, tasks)
GROUP BY b.basis, b.tasks
ORDER BY b.basis, b.tasks;
