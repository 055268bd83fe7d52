SELECT 'scored' AS finding_case, lab_id AS lab, score, edition, published_on AS as_of, 'high' AS confidence
FROM result
ORDER BY edition DESC LIMIT 1
