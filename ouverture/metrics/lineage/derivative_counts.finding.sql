SELECT CASE WHEN ties > 1 THEN 'tied' ELSE 'most' END AS finding_case, base_id AS base, total, ties, models_of_others AS others,
    snapshot_date AS as_of, 'low' AS confidence
FROM (SELECT *, count(*) OVER (PARTITION BY total) AS ties FROM result)
ORDER BY total DESC, base_id LIMIT 1
