WITH whole AS (
    SELECT coalesce(sum(share) FILTER (category IS NULL), 0) AS unknown FROM result
)
SELECT CASE WHEN unknown > 0.5 OR category IS NULL THEN 'unknown' ELSE $by END AS finding_case,
    lab_id AS lab, category, share, unknown,
    CASE WHEN $by = 'tier' THEN right(category, 1)::INTEGER END AS tier,
    snapshot_date AS as_of, CASE WHEN unknown > 0.2 THEN 'low' WHEN source = live_source() THEN 'high' ELSE 'medium' END AS confidence
FROM result, whole
WHERE share IS NOT NULL
ORDER BY category IS NULL, category = 'other', share DESC
LIMIT 1
