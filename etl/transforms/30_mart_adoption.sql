INSERT INTO mart_adoption BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.lab_id, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    count(*) AS models,
    sum(l.downloads_30d)::BIGINT AS downloads_30d,
    sum(l.likes)::BIGINT AS likes,
    count(*) FILTER (p.model_key IS NULL) AS entered_models,
    (sum(l.downloads_30d) FILTER (p.downloads_30d IS NOT NULL))::BIGINT AS common_downloads_30d,
    (sum(p.downloads_30d) FILTER (l.downloads_30d IS NOT NULL))::BIGINT AS common_downloads_30d_before
FROM listing l
JOIN attribute a USING (model_key)
LEFT JOIN left_out o USING (model_key)
LEFT JOIN previous p USING (model_key)
WHERE getvariable('listing') = 'organisations'
GROUP BY a.lab_id, a.tier, a.task_scope, o.model_key IS NOT NULL
ORDER BY a.lab_id, a.tier, a.task_scope, excluded;
