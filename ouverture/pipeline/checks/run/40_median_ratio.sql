-- what: downloads of the median model moved by more than a window of 30 days can in three
-- fr: les téléchargements du modèle médian ont bougé plus qu'une fenêtre de 30 jours ne le peut en trois
-- remedy: take another snapshot tomorrow; if the source restated its counts for good, accept the run
-- verdict: quarantined
SELECT run_seq, format(
    'the median model has {:.2f} times the downloads of {}, {} days before: outside 0.80 to 1.25',
    median_ratio, previous_run_id, days_since_previous
) AS reason
FROM run_summary
WHERE days_since_previous <= 3 AND median_ratio NOT BETWEEN 0.8 AND 1.25
UNION ALL
SELECT run_seq, format(
    'the median model has {:.2f} times the downloads of {}, the same day: outside 0.80 to 1.25', median_ratio, before_run_id
)
FROM same_day_summary
WHERE median_ratio NOT BETWEEN 0.8 AND 1.25;
