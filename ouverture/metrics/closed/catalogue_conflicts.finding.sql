SELECT CASE WHEN count(*) > 0 THEN 'some' WHEN (SELECT count(*) FROM mart_offer WHERE hosts > 1) > 0 THEN 'agree' ELSE 'none' END AS finding_case,
    count(*) AS models, count(*) FILTER (side = 'open') AS open, count(*) FILTER (side = 'closed') AS closed,
    count(*) FILTER (side = 'unknown') AS unknown,
    coalesce(max(as_of), (SELECT max(as_of) FROM mart_offer)) AS as_of, 'high' AS confidence
FROM result
HAVING (SELECT count(*) FROM mart_offer) > 0
