-- What the runs list, one row a run and model, beside what the run before said of it: the marts' way in. Whatever else a mart
-- needs of a model, it finds in attribute, by version.

CREATE OR REPLACE TEMP TABLE listed AS
SELECT
    l.run_seq, l.model_key, l.version,
    a.lab_id, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,  -- left out of adjusted figures
    l.downloads_30d, l.downloads_all_time, l.likes,
    p.model_key IS NOT NULL AS listed_before,
    p.downloads_30d AS downloads_30d_before,
    p.downloads_all_time AS downloads_all_time_before
FROM listing l
JOIN attribute a USING (version)
LEFT JOIN left_out o ON o.run_seq = l.run_seq AND o.model_key = l.model_key
LEFT JOIN previous p ON p.run_seq = l.run_seq AND p.model_key = l.model_key;
