-- what: a count is negative
-- remedy: see ouverture/pipeline/transforms/10_raw_*.sql and 26_core_flow.sql, then rebuild
SELECT 'reading' AS relation, run_seq, model_key FROM reading
WHERE run_seq >= getvariable('since_seq') AND (downloads_30d < 0 OR downloads_all_time < 0 OR likes < 0)
UNION ALL
SELECT 'flow', run_seq, model_key FROM flow
WHERE run_seq >= getvariable('since_seq')
    AND (downloads < 0 OR from_on > until_on OR (downloads IS NULL) <> contains(coalesce(flags, ''), 'restated'));
