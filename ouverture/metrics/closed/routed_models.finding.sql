SELECT CASE WHEN count(model) > 0 THEN 'some' ELSE 'rest' END AS finding_case,
    coalesce(sum(share) FILTER (model IS NOT NULL), sum(share)) AS share, count(model) AS models,
    arg_max(model, total_tokens) FILTER (model IS NOT NULL) AS model, max(share) FILTER (model IS NOT NULL) AS model_share,
    max(observed_on) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
