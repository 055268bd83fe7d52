INSERT INTO mart_adoption BY NAME
SELECT b.run_id, getvariable('source') AS source, b.snapshot_date, m.* EXCLUDE (run_seq)
FROM (
    SELECT
        run_seq, lab_id, tier, task_scope, excluded,
        count(*) AS models,
        sum(downloads_30d)::BIGINT AS downloads_30d,
        sum(likes)::BIGINT AS likes,
        count(*) FILTER (NOT listed_before) AS entered_models,
        (sum(downloads_30d) FILTER (downloads_30d_before IS NOT NULL))::BIGINT AS common_downloads_30d,
        (sum(downloads_30d_before) FILTER (downloads_30d IS NOT NULL))::BIGINT AS common_downloads_30d_before
    FROM listed
    WHERE getvariable('listing') = 'organisations'
    GROUP BY ALL
) m
JOIN batch b USING (run_seq)
ORDER BY m.run_seq, m.lab_id, m.tier, m.task_scope, m.excluded;
