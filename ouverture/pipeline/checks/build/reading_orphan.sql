-- what: a reading or flow belongs to no model or no good run
-- remedy: rebuild
SELECT 'reading' AS relation, r.model_key, r.run_seq
FROM reading r
WHERE r.run_seq >= getvariable('since_seq') AND (
    r.model_key NOT IN (SELECT model_key FROM model)
    OR r.run_seq NOT IN (SELECT run_seq FROM snapshot_run WHERE status <> 'quarantined'))
UNION ALL
SELECT 'flow', f.model_key, f.run_seq
FROM flow f
WHERE f.run_seq >= getvariable('since_seq') AND (
    f.model_key NOT IN (SELECT model_key FROM model)
    OR f.run_seq NOT IN (SELECT run_seq FROM snapshot_run WHERE status = 'ok' AND in_series));
