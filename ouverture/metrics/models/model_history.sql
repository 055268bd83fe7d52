WITH span AS (
    SELECT *, lead(run_seq) OVER (PARTITION BY source ORDER BY run_seq) AS next_seq
    FROM reading WHERE model_key = (SELECT model_key FROM mart_name WHERE name = $model)
), read AS (
    SELECT u.source, u.snapshot_date, s.downloads_30d, s.downloads_all_time, s.likes, u.status,
        CASE WHEN s.run_seq = u.run_seq THEN s.flags END AS flags
    FROM span s
    JOIN snapshot_run u ON u.source = s.source AND u.run_seq >= s.run_seq AND (s.next_seq IS NULL OR u.run_seq < s.next_seq)
    WHERE s.listed AND u.in_series
), own AS ( -- from here on own snapshots list the model
    SELECT any_value(j) AS joint, min(r.snapshot_date) AS first_on FROM line_joint j JOIN read r ON r.source = j.line
), lined AS (
    SELECT r.*,
        CASE WHEN r.source = o.joint.other_source THEN o.joint.line ELSE r.source END AS line,
        r.source <> lag(r.source) OVER w AS joins,
        r.snapshot_date - lag(r.snapshot_date) OVER w AS days,
        o.joint
    FROM read r CROSS JOIN own o
    WHERE r.source IS DISTINCT FROM o.joint.other_source OR r.snapshot_date < o.first_on
    WINDOW w AS (PARTITION BY line ORDER BY r.snapshot_date)
)
SELECT source, line, snapshot_date, downloads_30d, downloads_all_time, likes,
    CASE WHEN joins THEN joint.verdict END AS joint,
    CASE WHEN joins THEN joint.largest_gap END AS joint_gap,
    nullif(concat_ws(' ', flags,
        CASE WHEN status = 'stale_upstream' THEN 'stale' END,
        CASE WHEN joins AND joint.verdict = 'break' THEN 'break gap' WHEN days > $gap_days THEN 'gap' END), '') AS flags
FROM lined
ORDER BY line, snapshot_date
