-- What each lab publishes, by size, task and licence: last run of each source only.
DELETE FROM mart_portfolio WHERE source = getvariable('source');
INSERT INTO mart_portfolio BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    a.lab_id, m.size_class, a.pipeline_tag, a.licence, a.tier, l.left_out AS excluded,
    count(*) AS models,
    sum(l.downloads_30d)::BIGINT AS downloads_30d
FROM batch b
JOIN listed l USING (run_seq)
JOIN attribute a USING (version)
JOIN model m ON m.model_key = l.model_key
WHERE b.is_last AND a.lab_id IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
