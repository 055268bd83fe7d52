-- A step from run to run compares the same models on both sides: in adjusted figures those that neither run leaves out, so
-- what two runs have in common stands in the row of excluded models where either leaves a model out.
INSERT INTO mart_adoption BY NAME
SELECT b.run_id, getvariable('source') AS source, b.snapshot_date, m.* EXCLUDE (run_seq)
FROM (
    SELECT
        run_seq, lab_id, tier, task_scope, excluded,
        coalesce(sum(models), 0)::BIGINT AS models,
        CASE WHEN sum(models) > 0 THEN sum(downloads_30d) ELSE 0 END::BIGINT AS downloads_30d,
        CASE WHEN sum(models) > 0 THEN sum(likes) ELSE 0 END::BIGINT AS likes,
        coalesce(sum(entered_models), 0)::BIGINT AS entered_models,
        coalesce(sum(uncounted_downloads_30d), 0)::BIGINT AS uncounted_downloads_30d,
        sum(common_downloads_30d)::BIGINT AS common_downloads_30d,
        sum(common_downloads_30d_before)::BIGINT AS common_downloads_30d_before
    FROM (
        SELECT
            run_seq, lab_id, tier, task_scope, left_out AS excluded,
            count(*) AS models,
            sum(downloads_30d) AS downloads_30d,
            sum(likes) AS likes,
            count(*) FILTER (NOT listed_before) AS entered_models,
            sum(downloads_30d_before) FILTER (downloads_30d IS NULL) AS uncounted_downloads_30d
        FROM listed
        GROUP BY ALL
        UNION ALL BY NAME
        SELECT
            run_seq, lab_id, tier, task_scope, left_out_in_either AS excluded,
            sum(downloads_30d) AS common_downloads_30d,
            sum(downloads_30d_before) AS common_downloads_30d_before
        FROM listed
        WHERE downloads_30d IS NOT NULL AND downloads_30d_before IS NOT NULL
        GROUP BY ALL
    )
    GROUP BY ALL
) m
JOIN batch b USING (run_seq)
ORDER BY m.run_seq, m.lab_id, m.tier, m.task_scope, m.excluded;
