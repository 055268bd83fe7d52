SELECT CASE WHEN sum(number) FILTER (what = 'models') > 0 THEN 'some' ELSE 'none' END AS finding_case,
    sum(number) FILTER (what = 'models') AS number, coalesce(sum(amount) FILTER (what = 'models'), 0) AS amount,
    max(snapshot_date) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
