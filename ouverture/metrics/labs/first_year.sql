SELECT source, lab_id,
    sum(models)::BIGINT AS models,
    sum(models_complete)::BIGINT AS models_complete,
    sum(downloads) AS downloads,
    arg_max(largest_model_id, largest_downloads) AS largest_model_id,
    max(largest_downloads) / nullif(sum(downloads), 0) AS largest_share,
    max(counted_on) AS counted_on,
    CASE WHEN bool_or(estimated) THEN 'estimated' END AS flags,
    count(*) OVER () AS shown_of
FROM mart_first_year
WHERE of_tasks($tasks, task_scope) AND ($year IS NULL OR release_year = $year) AND lab_id IS NOT NULL
    AND source = (SELECT newest(source, counted_on, source) FROM mart_first_year)
GROUP BY source, lab_id
ORDER BY sum(downloads) DESC, lab_id
LIMIT $shown
