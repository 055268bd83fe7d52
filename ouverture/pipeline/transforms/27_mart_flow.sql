INSERT INTO mart_flow BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    f.from_on,
    f.until_on,
    l.lab_id, l.tier, l.task_scope, l.left_out AS excluded,
    count(f.downloads) AS models,
    count(*) FILTER (f.downloads IS NULL) AS restated_models,
    count(s.model_key) AS spiked_models,
    round(sum(f.downloads), 2) AS downloads_per_day,
    round(sum(coalesce(s.adjusted, f.downloads)), 2) AS adjusted_downloads_per_day,
    nullif(concat_ws(' ',
        CASE WHEN f.until_on > f.from_on THEN 'imputed' END,
        CASE WHEN count(*) FILTER (f.downloads IS NULL) > 0 THEN 'restated' END,
        CASE WHEN bool_or(f.flags LIKE '%stale%') THEN 'stale' END), '') AS flags
FROM batch b
JOIN flow f USING (run_seq)
JOIN listed l ON l.run_seq = f.run_seq AND l.model_key = f.model_key
LEFT JOIN spike s ON s.run_seq = f.run_seq AND s.model_key = f.model_key
WHERE getvariable('listing') = 'organisations' -- spans differ: each model's begins at its own last good count
GROUP BY b.run_seq, b.run_id, f.from_on, f.until_on, l.lab_id, l.tier, l.task_scope, l.left_out
ORDER BY b.run_seq, l.lab_id, l.tier, l.task_scope, l.left_out;
