SELECT
    CASE WHEN half_life_days IS NULL THEN 'lasting' ELSE 'short' END AS finding_case,
    half_life_days AS half_life, low_days AS low, high_days AS high, tenures, cells,
    (SELECT max(last_on) FROM mart_tenure t WHERE t.source = r.source) AS as_of,
    CASE WHEN tenures >= $tenures_high THEN 'medium' ELSE 'low' END AS confidence,
    'few_readings' AS confidence_reason
FROM result r
WHERE kind = 'model' AND tasks = 'generative'
