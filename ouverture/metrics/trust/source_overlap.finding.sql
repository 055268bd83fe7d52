SELECT
    CASE WHEN count(*) FILTER (verdict = 'break') > 0 THEN 'broken' ELSE 'joined' END AS finding_case,
    ceil(round(max(largest_gap) * 1000, 3)) / 1000 AS gap,  -- upwards: "within" must hold
    arg_max(common_models, until_on) AS models,
    max(until_on) AS as_of,
    CASE WHEN min(days) >= 3 AND min(common_models) >= 100 THEN 'high' ELSE 'low' END AS confidence
FROM result
HAVING count(*) > 0
