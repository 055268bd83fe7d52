WITH named AS (
    SELECT run_id, part_of(downloads_30d, base = 'named') AS named_share
    FROM mart_lineage WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id
), reach AS (
    SELECT run_id, lab_id,
        sum(downloads_30d) FILTER (mode = 'publisher') AS publisher,
        sum(downloads_30d) FILTER (mode = 'family') AS family_reach,
        sum(downloads_30d) FILTER (mode = 'packager') AS packager
    FROM mart_attribution
    WHERE list_contains($labs, lab_id) AND counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id, lab_id
)
SELECT r.source, r.snapshot_date, c.lab_id, c.publisher, c.family_reach, c.packager,
    CASE WHEN c.publisher > 0 AND c.family_reach > 0 THEN greatest(1 - c.publisher / c.family_reach, 0) END AS through, n.named_share, r.flags
FROM series_run r
JOIN reach c USING (run_id)
JOIN named n USING (run_id)
WHERE of_source($source, r.source)
ORDER BY r.source, list_position($labs, c.lab_id), r.snapshot_date
