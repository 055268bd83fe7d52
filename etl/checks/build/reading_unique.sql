-- what: a run has two rows for one model
-- remedy: see etl/transforms/25_core_reading.sql and 26_core_flow.sql, then rebuild
SELECT 'reading' AS relation, run_seq, model_key FROM reading
WHERE run_seq >= getvariable('since_seq') GROUP BY run_seq, model_key HAVING count(*) > 1
UNION ALL
SELECT 'flow', run_seq, model_key FROM flow
WHERE run_seq >= getvariable('since_seq') GROUP BY run_seq, model_key HAVING count(*) > 1;
