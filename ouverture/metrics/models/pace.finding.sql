SELECT CASE WHEN $version = '2' THEN 'first' ELSE 'first_median' END AS finding_case,
    model_id AS model, relative_adoption AS ratio, age_days AS age, peers, size_class AS size,
    counted_on AS as_of,
    CASE WHEN peers >= 50 AND flags IS NULL THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN peers < 50 THEN 'small_sample' END AS confidence_reason
FROM result
ORDER BY relative_adoption DESC, model_id
LIMIT 1
