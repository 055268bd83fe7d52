INSERT INTO mart_licence BY NAME
SELECT b.run_id, getvariable('source') AS source, b.snapshot_date, m.* EXCLUDE (run_seq)
FROM (
    SELECT
        l.run_seq, a.licence, l.tier, l.task_scope, l.left_out AS excluded,
        count(*) AS models,
        sum(l.downloads_30d)::BIGINT AS downloads_30d
    FROM listed l JOIN attribute a USING (version)
    GROUP BY ALL
) m
JOIN batch b USING (run_seq)
ORDER BY m.run_seq, m.licence, m.tier, m.task_scope, m.excluded;
