SELECT
    source, counted_on, model_id, lab_id, size_class, released_on, age_days, peers, downloads,
    CASE WHEN $version = '2' THEN tenth_ratio ELSE median_ratio END AS relative_adoption,
    CASE WHEN estimated THEN 'estimated' END AS flags,
    count(*) OVER () AS shown_of
FROM mart_pace
WHERE of_tasks($tasks, task_scope)
    AND source = (SELECT newest(source, counted_on, source) FROM mart_pace)
ORDER BY relative_adoption DESC, model_id
LIMIT $shown
