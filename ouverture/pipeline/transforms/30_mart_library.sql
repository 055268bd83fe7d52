-- What two runs have in common stands where 30_mart_adoption.sql puts it: apart, if either run leaves the model out of adjusted
-- figures.
INSERT INTO mart_library BY NAME
SELECT b.run_id, getvariable('source') AS source, b.snapshot_date, m.* EXCLUDE (run_seq)
FROM (
    SELECT
        run_seq, library, size_class, task_scope, excluded,
        coalesce(sum(models), 0)::BIGINT AS models,
        CASE WHEN sum(models) > 0 THEN sum(downloads_30d) ELSE 0 END::BIGINT AS downloads_30d,
        coalesce(sum(uncounted_downloads_30d), 0)::BIGINT AS uncounted_downloads_30d,
        sum(common_downloads_30d)::BIGINT AS common_downloads_30d,
        sum(common_downloads_30d_before)::BIGINT AS common_downloads_30d_before
    FROM (
        SELECT
            l.run_seq, lower(a.library_name) AS library, a.size_class, l.task_scope, l.left_out AS excluded,
            count(*) AS models,
            sum(l.downloads_30d) AS downloads_30d,
            sum(l.downloads_30d_before) FILTER (l.downloads_30d IS NULL) AS uncounted_downloads_30d
        FROM listed l JOIN attribute a USING (version)
        GROUP BY ALL
        UNION ALL BY NAME
        SELECT
            l.run_seq, lower(a.library_name) AS library, a.size_class, l.task_scope, l.left_out_in_either AS excluded,
            sum(l.downloads_30d) AS common_downloads_30d,
            sum(l.downloads_30d_before) AS common_downloads_30d_before
        FROM listed l JOIN attribute a USING (version)
        WHERE l.downloads_30d IS NOT NULL AND l.downloads_30d_before IS NOT NULL
        GROUP BY ALL
    )
    GROUP BY ALL
) m
JOIN batch b USING (run_seq)
ORDER BY m.run_seq, m.library, m.size_class, m.task_scope, m.excluded;
