-- what: more than half of the comparable models did not move since the run before: the source served old counts
-- fr: plus de la moitié des modèles comparables n'ont pas bougé depuis le relevé précédent : la source a servi de vieux comptes
-- remedy: none is needed; the next run's flows span this one
-- verdict: stale_upstream
SELECT run_seq, format('{:.0f} % of the models with at least 100 downloads have the very counts of {}', 100 * unchanged_share, previous_run_id) AS reason
FROM run_summary
WHERE unchanged_share > 0.5;
