WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    QUALIFY snapshot_date <= coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)) OVER (), max(snapshot_date) OVER ())
), span AS (
    SELECT min(snapshot_date) FILTER (share_like_for_like IS NOT NULL) AS since, max(snapshot_date) AS as_of,
        count(DISTINCT snapshot_date) AS readings
    FROM chosen
), leader AS (
    SELECT c.library, c.share, c.share_like_for_like AS after
    FROM chosen c JOIN span ON c.snapshot_date = as_of
    WHERE c.library NOT IN ('others', 'unknown') AND c.share > 0
    ORDER BY c.share DESC, c.library LIMIT 1
), unread AS (
    SELECT coalesce(sum(c.share) FILTER (c.library = 'unknown'), 0) AS unknown FROM chosen c JOIN span ON c.snapshot_date = as_of
), start AS (
    SELECT c.share_like_for_like AS before FROM chosen c JOIN leader USING (library) JOIN span ON c.snapshot_date = since AND since < as_of
)
SELECT
    CASE WHEN library IS NULL THEN 'unknown_only' ELSE 'leads' END AS finding_case,
    library, share, unknown, before, CASE WHEN before IS NOT NULL THEN after END AS after, CASE WHEN before IS NOT NULL THEN since END AS since, as_of,
    CASE WHEN unknown >= $unknown_low OR library IS NULL THEN 'low' WHEN unknown > $unknown_medium OR readings < $readings_high THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'unknown_libraries' WHEN readings < $readings_high THEN 'few_readings' END AS confidence_reason
FROM span CROSS JOIN unread LEFT JOIN leader ON TRUE LEFT JOIN start ON TRUE
WHERE as_of IS NOT NULL
