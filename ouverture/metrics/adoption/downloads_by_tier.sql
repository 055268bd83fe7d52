WITH cell AS (
    SELECT run_id, tier,
        sum(models) AS models,
        sum(downloads_30d) AS downloads_30d,
        sum(uncounted_downloads_30d) AS uncounted_downloads_30d,
        sum(common_downloads_30d) AS common_downloads_30d,
        sum(common_downloads_30d_before) AS common_downloads_30d_before
    FROM mart_adoption
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id, tier
), mover AS (
    SELECT run_id, tier,
        largest_change(model_id, downloads_before, downloads_after) AS largest
    FROM mart_mover
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id, tier
), run AS (
    SELECT * FROM series_run WHERE of_source($source, source)
), tier_of_source AS ( -- a tier without models on a date is a row of zeros there, so that areas stack
    SELECT DISTINCT r.source, c.tier FROM run r JOIN cell c USING (run_id)
)
SELECT
    r.source,
    r.snapshot_date,
    t.tier,
    side_of(t.tier, least_tier($threshold)) AS side,
    coalesce(c.models, 0)::BIGINT AS models,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::BIGINT AS downloads_30d,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::DOUBLE
        / nullif(sum(c.downloads_30d) OVER (PARTITION BY r.run_id), 0) AS share,
    c.common_downloads_30d::BIGINT AS common_downloads_30d,
    c.common_downloads_30d_before::BIGINT AS common_downloads_30d_before,
    coalesce(c.uncounted_downloads_30d, 0)::BIGINT AS uncounted_downloads_30d,
    m.largest.model_id AS largest_change_model_id,
    m.largest.before AS largest_change_before,
    m.largest.after AS largest_change_after,
    r.organisations_entered,
    r.organisations_left,
    flags_and_gap(r.flags, r.days_since_previous, $gap_days) AS flags
FROM run r
JOIN tier_of_source t ON t.source = r.source
LEFT JOIN cell c ON c.run_id = r.run_id AND c.tier IS NOT DISTINCT FROM t.tier
LEFT JOIN mover m ON m.run_id = r.run_id AND m.tier IS NOT DISTINCT FROM t.tier
ORDER BY r.source, r.snapshot_date, t.tier NULLS LAST
