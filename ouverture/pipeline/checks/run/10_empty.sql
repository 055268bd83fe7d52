-- what: the run lists no model
-- fr: le relevé ne liste aucun modèle
-- remedy: take another snapshot; if the source really is empty, accept the run
-- verdict: quarantined
SELECT run_seq, 'the source listed no model at all' AS reason
FROM run_summary
WHERE models = 0;
