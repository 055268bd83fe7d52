INSERT INTO mart_flow BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    any_value(f.from_on) AS from_on,
    any_value(f.until_on) AS until_on,
    a.lab_id, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    count(f.downloads) AS models,
    count(*) FILTER (f.downloads IS NULL) AS restated_models,
    count(s.model_key) AS spiked_models,
    round(sum(f.downloads), 2) AS downloads_per_day,
    round(sum(coalesce(s.adjusted, f.downloads)), 2) AS adjusted_downloads_per_day,
    nullif(concat_ws(' ',
        CASE WHEN any_value(f.until_on) > any_value(f.from_on) THEN 'imputed' END,
        CASE WHEN count(*) FILTER (f.downloads IS NULL) > 0 THEN 'restated' END,
        CASE WHEN bool_or(f.flags LIKE '%stale%') THEN 'stale' END), '') AS flags
FROM flow f
JOIN attribute a USING (model_key)
LEFT JOIN left_out o USING (model_key)
LEFT JOIN spike s ON s.model_key = f.model_key AND s.run_seq = f.run_seq
WHERE f.run_seq = getvariable('run_seq') AND getvariable('listing') = 'organisations'
GROUP BY a.lab_id, a.tier, a.task_scope, o.model_key IS NOT NULL
ORDER BY a.lab_id, a.tier, a.task_scope, excluded;
