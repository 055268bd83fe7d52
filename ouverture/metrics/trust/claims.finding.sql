WITH sentence AS (
    SELECT DISTINCT claim_id, verdict FROM result WHERE kind = 'debate'
)
SELECT
    CASE WHEN count(*) = 0 THEN 'none' ELSE 'tested' END AS finding_case,
    count(*) AS sentences,
    count(*) FILTER (verdict = 'holds') AS held,
    count(*) FILTER (verdict = 'fails') AS failed,
    count(*) FILTER (verdict = 'depends') AS depends,
    count(*) FILTER (verdict = 'cannot_be_tested') AS untested,
    (SELECT max(measured_on) FROM result) AS as_of,
    'high' AS confidence
FROM sentence
WHERE EXISTS (FROM result)
