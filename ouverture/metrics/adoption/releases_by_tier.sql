SELECT (SELECT sources_of(source) FROM series_run) AS source,
    month, tier, sum(models)::BIGINT AS models
FROM mart_release
WHERE of_tasks($tasks, task_scope)
    AND month <= (SELECT max(snapshot_date) FROM snapshot_run WHERE listing = 'organisations' AND in_series)
GROUP BY month, tier
ORDER BY month, tier NULLS LAST
