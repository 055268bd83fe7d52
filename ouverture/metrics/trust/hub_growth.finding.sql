SELECT
    CASE method WHEN 'surviving' THEN 'counted' ELSE method END AS finding_case,
    models,
    observed_on AS as_of,
    CASE method WHEN 'published' THEN 'low' ELSE 'high' END AS confidence
FROM result
ORDER BY method = 'published', observed_on DESC
LIMIT 1
