WITH newest AS (
    SELECT * FROM result ORDER BY as_of DESC, source, scale LIMIT 1
), span AS (
    SELECT min(as_of) AS since,
        min(points) AS narrowest, arg_min(as_of, points) AS narrowest_on,
        max(points) AS widest, arg_max(as_of, points) AS widest_on, count(*) AS boards, count(DISTINCT scale) AS scales
    FROM result
    WHERE closed_preferred IS NOT NULL OR scale = (SELECT scale FROM newest)
)
SELECT
    CASE WHEN points > 0 AND scales = 1 THEN 'closed_one' WHEN points > 0 THEN 'closed' WHEN points < 0 THEN 'open' ELSE 'level' END AS finding_case,
    newest.*, -points AS ahead, round(100 * closed_preferred)::INTEGER AS wins, 100 - wins AS losses, CASE WHEN closed_votes < $preliminary_votes THEN closed_votes END AS few_closed,
    CASE WHEN open_votes < $preliminary_votes THEN open_votes END AS few_open, since, narrowest, narrowest_on, widest, widest_on,
    CASE WHEN boards < $boards_for_range OR few_closed IS NOT NULL OR few_open IS NOT NULL THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN boards < $boards_for_range THEN 'few_readings' WHEN confidence = 'low' THEN 'small_sample' END AS confidence_reason
FROM newest, span
