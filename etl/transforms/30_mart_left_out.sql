-- What adjusted figures of this run leave out, model by model, with the reason: a list that a reader can check.
INSERT INTO mart_left_out BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.model_id, a.lab_id, a.tier, a.task_scope, o.why, o.exclusion_reason, o.automation_index, l.downloads_30d, l.likes
FROM left_out o
JOIN attribute a USING (model_key)
JOIN listing l USING (model_key)
WHERE getvariable('listing') = 'organisations'
ORDER BY l.downloads_30d DESC NULLS LAST, a.model_id;
