WITH mover AS (
    SELECT run_id,
        CASE WHEN tier IS NULL THEN 'unknown'
            WHEN tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold) THEN 'open'
            ELSE 'restricted' END AS side,
        arg_max({'model_id': model_id, 'before': downloads_before, 'after': downloads_after},
            abs(downloads_after - downloads_before)) AS largest
    FROM mart_mover
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY ALL
)
SELECT
    c.source,
    c.line,
    c.snapshot_date,
    c.side,
    c.models::BIGINT AS models,
    c.downloads::BIGINT AS downloads_30d,
    c.share::DOUBLE AS share,
    c.share_like_for_like::DOUBLE AS share_like_for_like,
    c.after::BIGINT AS common_downloads_30d,
    c.before::BIGINT AS common_downloads_30d_before,
    c.coverage::DOUBLE AS coverage,
    m.largest.model_id AS largest_change_model_id,
    m.largest.before AS largest_change_before,
    m.largest.after AS largest_change_after,
    r.organisations_entered,
    r.organisations_left,
    r.joint,
    r.joint_gap,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM like_for_like c
JOIN series_line r USING (asked, run_id)
LEFT JOIN mover m ON m.run_id = c.run_id AND m.side = c.side
WHERE c.threshold = $threshold AND c.tasks = $tasks AND c.basis = $basis AND c.asked = $source
QUALIFY max(c.models) OVER (PARTITION BY c.line, c.side) > 0
ORDER BY c.line, c.snapshot_date, c.side
