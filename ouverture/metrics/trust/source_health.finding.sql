SELECT
    CASE
        WHEN count(*) FILTER (visit_status = 'failed') > 0 THEN 'failed'
        WHEN count(*) FILTER (visit_status = 'partial') > 0 THEN 'partial'
        WHEN count(*) = 1 THEN 'only'
        ELSE 'good' END AS finding_case,
    count(*) AS sources,
    count(*) FILTER (visit_status = 'failed') AS failed,
    count(*) FILTER (visit_status = 'partial') AS partial,
    list(source ORDER BY source) FILTER (visit_status = 'failed') AS failed_names,
    list(source ORDER BY source) FILTER (visit_status = 'partial') AS partial_names,
    max(last_visit_on) AS as_of,
    'high' AS confidence
FROM result
HAVING count(*) > 0
