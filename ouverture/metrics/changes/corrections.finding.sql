SELECT CASE WHEN count(*) > 0 THEN 'corrected' ELSE 'none' END AS finding_case, count(*) FILTER (claim_id IS NOT NULL) AS verdicts,
    count(*) FILTER (claim_id IS NULL) AS figures, CASE WHEN min(corrected_on) < max(corrected_on) THEN min(corrected_on) END AS first_on, max(corrected_on) AS as_of, 'high' AS confidence
FROM result
