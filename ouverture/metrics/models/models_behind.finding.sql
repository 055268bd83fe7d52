SELECT 'some' AS finding_case, sum(share) AS share, any_value(total) AS models,
    arg_max(model_id, downloads_30d) FILTER (flags IS NULL) AS model,
    any_value(snapshot_date) AS as_of, 'medium' AS confidence, 'chosen_list' AS confidence_reason
FROM result
HAVING sum(share) IS NOT NULL
