SELECT 'counted' AS finding_case,
    count(*) AS "all", count(*) FILTER (state IN ('kept', 'late')) AS kept, count(*) FILTER (state = 'late') AS late,
    count(*) FILTER (state = 'overdue') AS overdue, max(as_of) AS as_of,
    CASE WHEN count(*) < $few THEN 'low' ELSE 'medium' END AS confidence, 'few_readings' AS confidence_reason
FROM result HAVING count(*) > 0
