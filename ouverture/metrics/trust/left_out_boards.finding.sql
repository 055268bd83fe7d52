SELECT 'some' AS finding_case, count(DISTINCT row(source, snapshot_date)) AS yardsticks, max(snapshot_date) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
