-- What the runs list, one row a run and model, beside what the run before said of it: the marts' way in. Whatever else a mart
-- needs of a model, it finds in attribute, by version.

CREATE OR REPLACE TEMP TABLE listed AS
SELECT
    c.run_seq, c.model_key, c.version,
    a.lab_id, a.tier,
    CASE WHEN a.task_reason IN ('not stated', 'family:' || a.family) THEN coalesce(f.task_scope, 'unknown') ELSE a.task_scope END AS task_scope,
    o.model_key IS NOT NULL AS left_out,  -- of adjusted figures: by the exclusion list or as machine traffic
    o.model_key IS NOT NULL OR p.model_key IS NOT NULL AS left_out_in_either,  -- in this run or in the one before
    c.downloads_30d, c.downloads_all_time, c.likes,
    c.listed_before, c.downloads_30d_before, c.downloads_all_time_before
FROM compared c
JOIN attribute a USING (version)
LEFT JOIN family_task f ON f.family = a.family AND c.run_seq >= f.from_seq AND c.run_seq < f.until_seq
    AND a.task_reason IN ('not stated', 'family:' || a.family)
LEFT JOIN left_out o ON o.run_seq = c.run_seq AND o.model_key = c.model_key
LEFT JOIN (
    SELECT run_seq + 1 AS run_seq, model_key FROM left_out
    UNION ALL
    SELECT b.run_seq, m.model_key
    FROM mart_left_out m JOIN batch b ON b.previous_run_id = m.run_id
    WHERE b.run_seq = getvariable('first_seq')
) p ON p.run_seq = c.run_seq AND p.model_key = c.model_key;
