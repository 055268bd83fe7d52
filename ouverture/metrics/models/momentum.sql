SELECT source, snapshot_date, before_date, model_id, lab_id, downloads_before, downloads_30d,
    downloads_30d / downloads_before AS growth, momentum, pooled_growth AS prior_growth, prior_downloads,
    CASE WHEN excluded THEN 'excluded' END AS flags,
    count(*) OVER () AS shown_of
FROM mart_momentum
WHERE counts_for($basis, $tasks, excluded, task_scope) AND downloads_before >= $least
    AND source = (SELECT newest(source, snapshot_date, source) FROM mart_momentum)
ORDER BY momentum DESC, model_id
LIMIT $shown
