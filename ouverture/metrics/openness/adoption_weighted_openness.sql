WITH run AS (
    SELECT * FROM series_run WHERE of_source($source, source)
), cell AS (
    SELECT run_id, tier, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_adoption
    WHERE counts_for($basis, $tasks, excluded, task_scope) AND ($lab IS NULL OR lab_id = $lab)
    GROUP BY run_id, tier
), tier_of_source AS ( -- a tier without models on a date is a row of zeros there, so that areas stack
    SELECT DISTINCT r.source, c.tier FROM run r JOIN cell c USING (run_id)
)
SELECT
    r.source,
    r.snapshot_date,
    t.tier,
    coalesce(c.models, 0)::BIGINT AS models,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::BIGINT AS downloads_30d,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::DOUBLE / nullif(sum(c.downloads_30d) OVER run, 0) AS share,
    CASE WHEN t.tier IS NOT NULL
        THEN coalesce(sum(c.downloads_30d) OVER (run ORDER BY t.tier DESC NULLS LAST), 0)::DOUBLE
            / nullif(sum(c.downloads_30d) OVER run, 0) END AS at_or_above,
    flags_and_gap(r.flags, r.days_since_previous, $gap_days) AS flags
FROM run r
JOIN tier_of_source t ON t.source = r.source
LEFT JOIN cell c ON c.run_id = r.run_id AND c.tier IS NOT DISTINCT FROM t.tier
WINDOW run AS (PARTITION BY r.run_id)
ORDER BY r.source, r.snapshot_date, t.tier DESC NULLS LAST
