WITH run AS (
    SELECT * FROM series_line WHERE asked = 'auto'
    QUALIFY snapshot_date >= max(snapshot_date) OVER (PARTITION BY line) - $days::INTEGER
), measured AS ( -- at a joint that holds, the first own reading is compared with the archive's last before it
    FROM mart_adoption
    UNION ALL BY NAME
    FROM mart_joint WHERE run_id IN (SELECT run_id FROM run WHERE joint = 'joined')
), total AS (
    SELECT r.chain, r.snapshot_date, r.run_id, a.lab_id,
        sum(a.downloads_30d) AS downloads,
        coalesce(sum(a.uncounted_downloads_30d), 0) AS uncounted,
        sum(a.common_downloads_30d) AS after,
        sum(a.common_downloads_30d_before) AS before
    FROM run r JOIN measured a USING (run_id)
    WHERE a.lab_id IS NOT NULL AND counts_for($basis, $tasks, a.excluded, a.task_scope)
    GROUP BY r.chain, r.snapshot_date, r.run_id, a.lab_id
), span AS (
    SELECT chain, count(*) AS readings, min(snapshot_date) AS first_on, max(snapshot_date) AS last_on FROM run GROUP BY chain
), steady AS ( -- those that are ranked
    SELECT chain, lab_id
    FROM total JOIN span USING (chain)
    GROUP BY chain, lab_id
    HAVING count(downloads) >= $listed_share * any_value(readings)
        AND bool_or(snapshot_date = first_on AND downloads IS NOT NULL)
        AND bool_or(snapshot_date = last_on AND downloads IS NOT NULL)
), cell AS ( -- one row a ranked lab and reading, with its last sum where it is not listed
    SELECT r.*, s.lab_id, t.downloads,
        last_value(t.downloads IGNORE NULLS) OVER past AS held,
        last_value(t.downloads IGNORE NULLS) OVER earlier AS held_before,
        t.uncounted AS uncounted_downloads, lacks_counts(t.uncounted, t.downloads, $uncounted) AS uncounted, t.after, t.before
    FROM run r
    JOIN steady s USING (chain)
    LEFT JOIN total t ON t.run_id = r.run_id AND t.lab_id = s.lab_id
    WINDOW
        past AS (PARTITION BY r.chain, s.lab_id ORDER BY r.snapshot_date ROWS UNBOUNDED PRECEDING),
        earlier AS (PARTITION BY r.chain, s.lab_id ORDER BY r.snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), stepped AS ( -- growth on the models in common; after a reading that misses the lab, of its sums
    SELECT *,
        CASE WHEN downloads IS NULL OR held_before IS NULL THEN 1
            WHEN before > 0 AND after > 0 THEN after / before
            ELSE held / nullif(held_before, 0) END AS growth
    FROM cell
), walked AS ( -- from the newest sum that lacks no counts
    SELECT *,
        arg_max(held / grown, snapshot_date) FILTER (NOT coalesce(uncounted, FALSE)) OVER whole * grown AS like_for_like,
        count(*) FILTER (coalesce(growth, 0) = 0) OVER whole AS holes
    FROM (SELECT *, product(growth) OVER (PARTITION BY chain, lab_id ORDER BY snapshot_date) AS grown FROM stepped)
    WINDOW whole AS (PARTITION BY chain, lab_id)
), ranked AS (
    SELECT w.*, s.first_on, s.last_on,
        rank() OVER (PARTITION BY w.chain, w.snapshot_date
            ORDER BY CASE WHEN $rank_by = 'raw' THEN held ELSE like_for_like END DESC) AS rank,
        count(*) OVER (PARTITION BY w.chain, w.snapshot_date) AS ranked_labs
    FROM walked w JOIN span s USING (chain)
    WHERE holes = 0
), entered AS (
    SELECT run_id, lab_id FROM mart_lab GROUP BY run_id, lab_id HAVING bool_or(len(organisations_entered) > 0)
), drawn AS (
    SELECT chain, lab_id, rank AS last_rank FROM ranked WHERE snapshot_date = last_on AND rank <= $shown
)
SELECT
    r.source,
    r.line,
    r.snapshot_date,
    r.lab_id,
    r.rank,
    r.ranked_labs,
    r.downloads::BIGINT AS downloads_30d,
    r.uncounted_downloads::BIGINT AS uncounted_downloads_30d,
    r.like_for_like::DOUBLE AS like_for_like,
    r.joint,
    r.joint_gap,
    nullif(concat_ws(' ',
        CASE WHEN r.flags LIKE '%stale%' THEN 'stale' END,
        CASE WHEN r.joint = 'break' THEN 'break gap' WHEN e.run_id IS NOT NULL AND r.snapshot_date > r.first_on THEN 'break' END,
        CASE WHEN i.run_id IS NOT NULL OR r.uncounted THEN 'partial' END), '') AS flags
FROM ranked r
JOIN drawn d USING (chain, lab_id)
LEFT JOIN entered e ON e.run_id = r.run_id AND e.lab_id = r.lab_id
LEFT JOIN incomplete_labs() i ON i.run_id = r.run_id AND i.lab_id = r.lab_id
WHERE r.downloads IS NOT NULL
ORDER BY r.line, d.last_rank, r.lab_id, r.snapshot_date
