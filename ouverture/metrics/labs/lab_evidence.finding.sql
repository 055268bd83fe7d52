WITH family AS (
    SELECT family, count(*) FILTER (state = 'open' AND component <> 'synthetic_data') AS open FROM result GROUP BY family
)
SELECT CASE WHEN count(*) = 1 THEN 'one' ELSE 'several' END AS finding_case,
    arg_max(family, (open, family)) AS family, max(open) AS open, min(open) AS least, max(open) AS most,
    (SELECT max(checked_on) FROM result) AS as_of, 'high' AS confidence
FROM family
HAVING count(*) > 0
