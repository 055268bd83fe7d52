SELECT
    'some' AS finding_case,
    count(*) FILTER (kind = 'board' AND lacks IN ('catalogue', 'both')) AS priceless,
    count(*) FILTER (lacks IN ('hub', 'both')) AS homeless,
    nullif(count(*) FILTER (lacks = 'agreement'), 0) AS disagree,
    max(as_of) AS as_of,
    'high' AS confidence
FROM result
HAVING count(*) > 0
