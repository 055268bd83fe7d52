SELECT CASE WHEN median_days IS NULL THEN 'not_yet' WHEN high_days IS NULL THEN 'reached_open' ELSE 'reached' END AS finding_case,
    median_days AS median, low_days AS low, high_days AS high, models, reached, $n::BIGINT AS n,
    counted_on AS as_of,
    CASE WHEN flags IS NULL AND models >= 100 THEN 'high' WHEN models >= 50 THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN flags IS NOT NULL THEN 'estimated' WHEN models < 100 THEN 'small_sample' END AS confidence_reason
FROM result
WHERE cohort = 'all'
