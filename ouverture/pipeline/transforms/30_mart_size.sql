-- How large the models are that exist, and those that are downloaded: mean, median, and the median weighted by downloads.
INSERT INTO mart_size BY NAME
WITH sized AS MATERIALIZED (
    SELECT l.run_seq, l.task_scope, l.left_out AS excluded, l.downloads_30d, a.parameters
    FROM listed l JOIN attribute a USING (version)
),
cumulated AS (
    SELECT
        run_seq, view_no, parameters, downloads,
        sum(downloads) OVER (PARTITION BY run_seq, view_no ORDER BY parameters) AS up_to
    FROM (
        SELECT s.run_seq, v.view_no, s.parameters, sum(s.downloads_30d)::BIGINT AS downloads
        FROM sized s JOIN basis_and_tasks v ON counts_for(v.basis, v.tasks, s.excluded, s.task_scope)
        WHERE s.parameters IS NOT NULL AND s.downloads_30d > 0
        GROUP BY ALL
    )
),
weighted AS (
    SELECT c.run_seq, c.view_no, min(c.parameters) FILTER (2 * c.up_to >= t.total) AS middle
    FROM cumulated c
    JOIN (SELECT run_seq, view_no, sum(downloads) AS total FROM cumulated GROUP BY ALL) t USING (run_seq, view_no)
    GROUP BY ALL
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    v.basis, v.tasks,
    count(*) AS models,
    count(s.parameters) AS models_sized,
    sum(s.downloads_30d)::BIGINT AS downloads_30d,
    (sum(s.downloads_30d) FILTER (s.parameters IS NOT NULL))::BIGINT AS downloads_30d_sized,
    round(avg(s.parameters))::BIGINT AS mean_parameters,
    median(s.parameters)::BIGINT AS median_parameters,
    any_value(w.middle) AS weighted_median_parameters
FROM sized s
JOIN basis_and_tasks v ON counts_for(v.basis, v.tasks, s.excluded, s.task_scope)
JOIN batch b USING (run_seq)
LEFT JOIN weighted w ON w.run_seq = s.run_seq AND w.view_no = v.view_no
GROUP BY b.run_seq, b.run_id, b.snapshot_date, v.basis, v.tasks
ORDER BY b.run_seq, v.basis, v.tasks;
