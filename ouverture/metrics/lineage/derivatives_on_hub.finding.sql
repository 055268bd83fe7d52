SELECT CASE WHEN own THEN 'own' ELSE 'panel' END AS finding_case, base_id AS base, total, shown_of AS counted,
    observed_on AS as_of, CASE WHEN own THEN 'medium' ELSE 'low' END AS confidence, 'declared_bases' AS confidence_reason
FROM (SELECT *, kind_of(source) = 'web' AS own FROM result)
ORDER BY total DESC, base_id LIMIT 1
