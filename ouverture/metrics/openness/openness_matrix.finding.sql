SELECT
    CASE WHEN $family = 'all' THEN 'families' ELSE 'labs' END AS finding_case,
    count(DISTINCT family_of_lab) AS rows,
    count(*) FILTER (component = 'pretraining_data' AND state = 'open') AS data,
    count(*) FILTER (component = 'weights' AND state = 'open') AS weights,
    count(*) FILTER (component = 'licence' AND state = 'open') AS licences,
    max(checked_on) AS as_of,
    'high' AS confidence
FROM result HAVING count(*) > 0
