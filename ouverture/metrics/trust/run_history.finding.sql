SELECT
    CASE WHEN count(*) FILTER (run_status <> 'ok') = 0 THEN 'all_good' ELSE 'marked' END AS finding_case,
    count(*) AS runs,
    count(*) FILTER (run_status = 'quarantined') AS quarantined,
    count(*) FILTER (run_status = 'stale_upstream') AS frozen,
    max(snapshot_date) AS as_of,
    'high' AS confidence
FROM result
HAVING count(*) > 0
