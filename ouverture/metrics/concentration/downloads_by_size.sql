WITH total AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT run_id, coalesce(size_class, 'unknown') AS part, part <> 'unknown' AS ranked, sum(models) AS models,
        sum(downloads_30d) AS downloads_30d, sum(uncounted_downloads_30d) AS uncounted,
        sum(common_downloads_30d) AS after, sum(common_downloads_30d_before) AS before
    FROM mart_library
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY ALL
)
SELECT source, snapshot_date, part AS size_class, models::BIGINT AS models, downloads_30d::BIGINT AS downloads_30d, share,
    common_downloads_30d::BIGINT AS common_downloads_30d, common_downloads_30d_before::BIGINT AS common_downloads_30d_before,
    organisations_entered, flags_and_gap(flags, days_since_previous, $gap_days) AS flags
FROM parts_over_time('total', $source, 5, 'unknown', $coverage_medium)
ORDER BY source, size_place(part) NULLS LAST, snapshot_date
