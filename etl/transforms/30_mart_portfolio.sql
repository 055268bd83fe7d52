-- What each lab publishes, by size, task and licence: last run of each source only.
DELETE FROM mart_portfolio WHERE source = getvariable('source') AND getvariable('listing') = 'organisations';
INSERT INTO mart_portfolio BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.lab_id, m.size_class, a.pipeline_tag, a.licence, a.tier,
    o.model_key IS NOT NULL AS excluded,
    count(*) AS models,
    sum(l.downloads_30d)::BIGINT AS downloads_30d
FROM listing l
JOIN attribute a USING (model_key)
JOIN model m USING (model_key)
LEFT JOIN left_out o USING (model_key)
WHERE a.lab_id IS NOT NULL AND getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY ALL;
