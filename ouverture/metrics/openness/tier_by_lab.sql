WITH run AS (
    SELECT * FROM newest_run($source)
), cell AS (
    SELECT r.source, r.snapshot_date, a.lab_id, a.tier, sum(a.models) AS models, sum(a.downloads_30d) AS downloads
    FROM run r JOIN mart_adoption a USING (run_id)
    WHERE a.lab_id IS NOT NULL AND counts_for($basis, $tasks, a.excluded, a.task_scope)
    GROUP BY r.source, r.snapshot_date, a.lab_id, a.tier
), lab_total AS (
    SELECT lab_id,
        sum(downloads) AS downloads,
        part_of(downloads, tier >= least_tier($threshold)) AS open_share, count(*) OVER () AS shown_of,
        part_of(downloads, tier IS NULL) AS unknown_share
    FROM cell
    GROUP BY lab_id
    HAVING sum(downloads) >= $downloads_min
    ORDER BY downloads DESC, lab_id
    LIMIT $shown
)
SELECT
    r.source,
    r.snapshot_date,
    t.lab_id,
    s.tier,
    coalesce(c.models, 0)::BIGINT AS models,
    (CASE WHEN c.lab_id IS NULL THEN 0 ELSE c.downloads END)::BIGINT AS downloads_30d,
    (CASE WHEN c.lab_id IS NULL THEN 0 ELSE c.downloads END) / t.downloads AS share,
    t.open_share,
    t.unknown_share,
    t.downloads::BIGINT AS lab_downloads_30d,
    t.shown_of
FROM run r
CROSS JOIN lab_total t
CROSS JOIN (SELECT DISTINCT tier FROM cell) s -- a tier without models is a row of zeros, so that the tiers keep their order
LEFT JOIN cell c ON c.lab_id = t.lab_id AND c.tier IS NOT DISTINCT FROM s.tier
ORDER BY t.open_share DESC, t.unknown_share, t.downloads DESC, t.lab_id, s.tier DESC NULLS LAST
