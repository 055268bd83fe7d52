SELECT 'first' AS finding_case, model_id AS model, downloads_before AS before, downloads_30d AS after,
    snapshot_date - before_date AS days, prior_growth AS growth, prior_downloads AS prior,
    snapshot_date AS as_of, 'medium' AS confidence
FROM result
WHERE momentum > prior_growth AND flags IS NULL
ORDER BY momentum DESC, model_id
LIMIT 1
