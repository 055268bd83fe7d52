SELECT 'missing' AS finding_case, model_id AS model, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM result LIMIT 1
