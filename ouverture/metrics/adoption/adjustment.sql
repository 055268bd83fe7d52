SELECT
    r.source,
    r.snapshot_date,
    sum(a.downloads_30d)::BIGINT AS raw_downloads_30d,
    (sum(a.downloads_30d) FILTER (NOT a.excluded))::BIGINT AS adjusted_downloads_30d,
    part_of(a.downloads_30d, NOT a.excluded) AS ratio,
    coalesce(sum(a.models) FILTER (a.excluded), 0)::BIGINT AS left_out_models,
    any_value(r.flags) AS flags
FROM series_run r JOIN mart_adoption a USING (run_id)
WHERE of_tasks($tasks, a.task_scope) AND of_source($source, r.source)
GROUP BY r.source, r.snapshot_date
ORDER BY r.source, r.snapshot_date
