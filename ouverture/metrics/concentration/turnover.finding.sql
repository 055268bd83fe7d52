WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
), comparable AS (
    SELECT median(replaced) AS typical, count(*) AS readings, median(days) AS days,
        round((max(snapshot_date) - min(snapshot_date - days::INTEGER)) / $month_days)::INTEGER AS months
    FROM chosen WHERE coalesce(flags NOT LIKE '%break%', TRUE)
)
SELECT
    CASE WHEN least(readings, months) >= $months_least THEN 'turns' ELSE 'thin' END AS finding_case,
    typical, readings, days, months, $months_least AS least,
    (SELECT max(snapshot_date) FROM chosen) AS as_of,
    CASE WHEN least(readings, months) >= $months_least THEN 'medium' ELSE 'low' END AS confidence,
    'few_readings' AS confidence_reason
FROM comparable
WHERE EXISTS (FROM chosen)
