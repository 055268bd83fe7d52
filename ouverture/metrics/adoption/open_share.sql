WITH mover AS (
    SELECT run_id,
        side_of(tier, least_tier($threshold)) AS side,
        largest_change(model_id, downloads_before, downloads_after) AS largest
    FROM mart_mover
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY ALL
)
SELECT
    c.source,
    c.line,
    c.snapshot_date,
    c.side,
    c.models::BIGINT AS models,
    c.downloads_30d::BIGINT AS downloads_30d,
    c.share::DOUBLE AS share,
    c.share_like_for_like::DOUBLE AS share_like_for_like,
    c.common_downloads_30d::BIGINT AS common_downloads_30d,
    c.common_downloads_30d_before::BIGINT AS common_downloads_30d_before,
    c.coverage::DOUBLE AS coverage,
    m.largest.model_id AS largest_change_model_id,
    m.largest.before AS largest_change_before,
    m.largest.after AS largest_change_after,
    r.organisations_entered,
    r.organisations_left,
    r.joint,
    r.joint_gap,
    flags_and_gap(r.flags, r.days_since_previous, $gap_days) AS flags
FROM like_for_like c
JOIN series_line r USING (asked, run_id)
LEFT JOIN mover m ON m.run_id = c.run_id AND m.side = c.side
WHERE c.threshold = $threshold AND c.tasks = $tasks AND c.basis = $basis AND c.asked = $source
QUALIFY max(c.models) OVER (PARTITION BY c.line, c.side) > 0
ORDER BY c.line, c.snapshot_date, c.side
