-- What adjusted figures of each run leave out, model by model, with the reason: a list that a reader can check.
INSERT INTO mart_left_out BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    o.model_key, a.model_id, a.lab_id, a.tier, l.task_scope, o.why, o.exclusion_reason, o.automation_index, l.downloads_30d, l.likes
FROM left_out o
JOIN batch b USING (run_seq)
JOIN attribute a USING (version)
JOIN listed l ON l.run_seq = o.run_seq AND l.model_key = o.model_key
ORDER BY b.run_seq, l.downloads_30d DESC NULLS LAST, a.model_id;
