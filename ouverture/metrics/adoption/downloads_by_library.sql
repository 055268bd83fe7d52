WITH run AS MATERIALIZED (
    SELECT * FROM series_run WHERE of_source($source, source)
), total AS (
    SELECT r.source, r.snapshot_date, r.run_id, coalesce(m.library, 'unknown') AS library,
        sum(m.models) AS models,
        sum(m.downloads_30d) AS downloads_30d,
        sum(m.uncounted_downloads_30d) AS uncounted,
        sum(m.common_downloads_30d) AS after,
        sum(m.common_downloads_30d_before) AS before
    FROM run r JOIN mart_library m USING (run_id)
    WHERE counts_for($basis, $tasks, m.excluded, m.task_scope)
    GROUP BY ALL
), shown AS (
    SELECT source, library FROM total
    WHERE library <> 'unknown' AND models > 0
        AND (source, snapshot_date) IN (SELECT (source, max(snapshot_date)) FROM run GROUP BY source)
    QUALIFY row_number() OVER (PARTITION BY source ORDER BY downloads_30d DESC NULLS LAST, library) <= $shown
), cell AS (
    SELECT t.source, t.run_id, t.snapshot_date,
        CASE WHEN t.library = 'unknown' OR s.library IS NOT NULL THEN t.library ELSE 'others' END AS library,
        sum(t.models) AS models, sum(t.downloads_30d) AS downloads_30d,
        sum(t.uncounted) AS uncounted, sum(t.after) AS after, sum(t.before) AS before
    FROM total t LEFT JOIN shown s ON s.source = t.source AND s.library = t.library
    GROUP BY ALL
), present AS (
    SELECT source, library, min(snapshot_date) AS first_on FROM cell GROUP BY source, library
), grid AS ( -- from its first reading on: a reading without a model of the library is a share of 0, not a gap
    SELECT r.source, r.run_id, r.snapshot_date, p.library, p.first_on,
        coalesce(c.models, 0) AS models,
        CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END AS downloads_30d,
        coalesce(c.uncounted, 0) AS uncounted, c.after, c.before, coalesce(r.flags LIKE '%partial%', FALSE) AS partial
    FROM present p
    JOIN run r ON r.source = p.source AND r.snapshot_date >= p.first_on
    LEFT JOIN cell c ON c.run_id = r.run_id AND c.library = p.library
), start AS ( -- after this reading every step compares enough of the newer total
    SELECT source,
        coalesce(max(snapshot_date) FILTER (coalesce(coverage, 0) < $coverage_medium), min(snapshot_date)) AS since
    FROM (
        SELECT source, snapshot_date, sum(after) / nullif(sum(downloads_30d + uncounted), 0) AS coverage
        FROM grid GROUP BY source, snapshot_date
    )
    GROUP BY source
), carried AS ( -- from the newest sum that lacks no counts
    SELECT g.*, s.since,
        arg_max(g.downloads_30d / g.grown, g.snapshot_date) FILTER (NOT g.partial) OVER whole * g.grown AS volume,
        count(*) FILTER (g.snapshot_date > s.since AND (coalesce(g.after, 0) = 0 OR coalesce(g.before, 0) = 0)) OVER whole
            AS holes
    FROM (
        SELECT *, coalesce(product(after / before) FILTER (after > 0 AND before > 0) OVER (PARTITION BY source, library ORDER BY snapshot_date), 1) AS grown
        FROM grid
    ) g JOIN start s USING (source)
    WINDOW whole AS (PARTITION BY g.source, g.library)
), followed AS (
    SELECT *, CASE WHEN holes = 0 AND first_on <= since AND snapshot_date >= since THEN volume END AS followed_volume
    FROM carried
)
SELECT
    f.source,
    f.snapshot_date,
    f.library,
    f.models::BIGINT AS models,
    f.downloads_30d::BIGINT AS downloads_30d,
    f.downloads_30d / nullif(sum(f.downloads_30d) OVER (PARTITION BY f.run_id), 0) AS share,
    f.followed_volume / nullif(sum(f.followed_volume) OVER (PARTITION BY f.run_id), 0) AS share_like_for_like,
    f.after::BIGINT AS common_downloads_30d,
    f.before::BIGINT AS common_downloads_30d_before,
    r.organisations_entered,
    flags_and_gap(r.flags, r.days_since_previous, $gap_days) AS flags
FROM followed f
JOIN run r USING (run_id)
ORDER BY f.source, f.library IN ('others', 'unknown'), last_value(f.downloads_30d) OVER (
    PARTITION BY f.source, f.library ORDER BY f.snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
) DESC NULLS LAST, f.library, f.snapshot_date
