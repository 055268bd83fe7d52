WITH said AS (
    SELECT
        max(share) FILTER (counted = 'downloads' AND state = 'open') AS downloads,
        max(share) FILTER (counted = 'downloads' AND state = 'closed') AS closed,
        max(share) FILTER (counted = 'downloads' AND state = 'unknown') AS unknown,
        max(share) FILTER (counted = 'index_base' AND state = 'open') AS systems,
        max(as_of) FILTER (counted = 'downloads') AS as_of
    FROM result
)
SELECT CASE WHEN downloads >= 0.5 THEN 'most' WHEN downloads + unknown < 0.5 THEN 'few' ELSE 'undecided' END AS finding_case,
    downloads, closed, unknown, systems, as_of,
    CASE WHEN unknown <= $unknown_medium THEN 'high' WHEN unknown <= $unknown_low THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'partial_coverage' END AS confidence_reason
FROM said WHERE downloads IS NOT NULL
