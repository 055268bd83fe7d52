SELECT 'some' AS finding_case, any_value(total_share) AS share, any_value(total) AS models,
    CASE WHEN $page = 1 THEN arg_max(model_id, downloads_30d) FILTER (flags IS NULL) END AS model,
    any_value(snapshot_date) AS as_of, 'medium' AS confidence, 'chosen_list' AS confidence_reason
FROM result
HAVING any_value(total_share) IS NOT NULL
