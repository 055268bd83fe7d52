SELECT
    r.source,
    r.snapshot_date,
    sum(a.downloads_30d)::BIGINT AS raw_downloads_30d,
    (sum(a.downloads_30d) FILTER (NOT a.excluded))::BIGINT AS adjusted_downloads_30d,
    coalesce(sum(a.downloads_30d) FILTER (NOT a.excluded), 0) / nullif(sum(a.downloads_30d), 0) AS ratio,
    coalesce(sum(a.models) FILTER (a.excluded), 0)::BIGINT AS left_out_models,
    any_value(r.flags) AS flags
FROM series_run r JOIN mart_adoption a USING (run_id)
WHERE ($tasks = 'all' OR a.task_scope = $tasks) AND ($source = 'auto' OR r.source = $source)
GROUP BY r.source, r.snapshot_date
ORDER BY r.source, r.snapshot_date
