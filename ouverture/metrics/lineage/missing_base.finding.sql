SELECT 'missing' AS finding_case, model_id AS model, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM result ORDER BY flags IS NOT NULL, downloads_30d DESC NULLS LAST, model_id LIMIT 1
