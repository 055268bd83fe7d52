INSERT INTO mart_licence BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.licence, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    count(*) AS models,
    sum(l.downloads_30d)::BIGINT AS downloads_30d
FROM listing l
JOIN attribute a USING (model_key)
LEFT JOIN left_out o USING (model_key)
WHERE getvariable('listing') = 'organisations'
GROUP BY a.licence, a.tier, a.task_scope, o.model_key IS NOT NULL
ORDER BY a.licence, a.tier, a.task_scope, excluded;
