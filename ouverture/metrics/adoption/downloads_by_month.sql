WITH RECURSIVE reading AS (
    SELECT r.source, r.snapshot_date, r.flags, sum(a.downloads_30d) AS downloads, sum(a.models) AS models
    FROM series_run r JOIN mart_adoption a USING (run_id)
    WHERE counts_for($basis, $tasks, a.excluded, a.task_scope)
        AND of_source($source, r.source)
    GROUP BY r.source, r.snapshot_date, r.flags
), picked AS (
    SELECT source, max(snapshot_date) AS snapshot_date FROM reading GROUP BY source
    UNION ALL
    SELECT p.source, (SELECT max(r.snapshot_date) FROM reading r
        WHERE r.source = p.source AND r.snapshot_date <= p.snapshot_date - $window_days) AS snapshot_date
    FROM picked p
    WHERE EXISTS (FROM reading r WHERE r.source = p.source AND r.snapshot_date <= p.snapshot_date - $window_days)
)
SELECT r.source, r.snapshot_date - $window_days + 1 AS from_on, r.snapshot_date, r.downloads::BIGINT AS downloads_30d,
    r.models::BIGINT AS models,
    r.snapshot_date - $window_days - lag(r.snapshot_date) OVER (PARTITION BY r.source ORDER BY r.snapshot_date) AS uncovered_days,
    r.flags
FROM picked p JOIN reading r ON r.source = p.source AND r.snapshot_date = p.snapshot_date
ORDER BY r.source, r.snapshot_date
