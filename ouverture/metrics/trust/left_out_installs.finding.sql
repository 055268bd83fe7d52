SELECT 'some' AS finding_case, sum(number) AS number, coalesce(sum(amount), 0) AS amount, max(snapshot_date) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
