SELECT c.changed_on, c.field, c.old_value, c.new_value, c.cause, r.source
FROM model_change c
JOIN snapshot_run r USING (run_id)
WHERE c.model_key = (SELECT model_key FROM mart_name WHERE name = $model)
ORDER BY c.changed_on DESC, c.field
