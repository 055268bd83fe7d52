-- How large the models are that exist, and those that are downloaded: mean, median, and the median weighted by downloads.
INSERT INTO mart_size BY NAME
WITH cell AS (
    SELECT l.run_seq, l.task_scope, l.excluded, a.parameters, count(*) AS models, sum(l.downloads_30d) AS downloads
    FROM listed l JOIN attribute a USING (version)
    WHERE getvariable('listing') = 'organisations'
    GROUP BY ALL
),
sized AS (
    SELECT c.run_seq, v.basis, v.tasks, c.parameters, sum(c.models) AS models, sum(c.downloads) AS downloads
    FROM cell c JOIN basis_and_tasks v ON counts_for(v.basis, v.tasks, c.excluded, c.task_scope)
    GROUP BY ALL
),
placed AS (  -- up to this size
    SELECT
        *,
        sum(models) OVER upwards AS models_to,
        sum(models) OVER everyone AS models_all,
        sum(downloads) OVER upwards AS downloads_to,
        sum(downloads) OVER everyone AS downloads_all
    FROM sized
    WHERE parameters IS NOT NULL
    WINDOW everyone AS (PARTITION BY run_seq, basis, tasks), upwards AS (everyone ORDER BY parameters)
),
middle AS (
    SELECT
        run_seq, basis, tasks,
        round(sum(parameters * models) / sum(models))::BIGINT AS mean_parameters,
        ((min(parameters) FILTER (2 * models_to >= models_all) + min(parameters) FILTER (2 * models_to > models_all)) / 2)::BIGINT
            AS median_parameters,
        min(parameters) FILTER (downloads > 0 AND 2 * downloads_to >= downloads_all) AS weighted_median_parameters
    FROM placed
    GROUP BY run_seq, basis, tasks
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    s.* EXCLUDE (run_seq),
    m.* EXCLUDE (run_seq, basis, tasks)
FROM (
    SELECT
        run_seq, basis, tasks,
        sum(models)::BIGINT AS models,
        coalesce(sum(models) FILTER (parameters IS NOT NULL), 0)::BIGINT AS models_sized,
        sum(downloads)::BIGINT AS downloads_30d,
        (sum(downloads) FILTER (parameters IS NOT NULL))::BIGINT AS downloads_30d_sized
    FROM sized
    GROUP BY run_seq, basis, tasks
) s
JOIN batch b USING (run_seq)
LEFT JOIN middle m USING (run_seq, basis, tasks)
ORDER BY s.run_seq, s.basis, s.tasks;
