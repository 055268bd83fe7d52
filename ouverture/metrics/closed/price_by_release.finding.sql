WITH newest AS (
    SELECT *, quarter - to_months(3 * ($recent_quarters - 1)) AS since FROM result
    WHERE side <> 'unknown' AND quarter = (SELECT max(quarter) FROM result WHERE side <> 'unknown')
), pair AS (
    SELECT max(year_usd) FILTER (side = 'open') AS open, max(year_usd) FILTER (side = 'closed') AS closed, max(since)::DATE AS since,
        max(year_priced) FILTER (side = 'open') AS open_priced, max(year_priced) FILTER (side = 'closed') AS closed_priced
    FROM newest
)
SELECT CASE WHEN open IS NULL OR closed IS NULL THEN 'thin' ELSE 'measured' END AS finding_case,
    round(closed / open, 1) AS ratio, open, closed, open_priced, closed_priced, since,
    (SELECT max(as_of) FROM result) AS as_of,
    CASE WHEN open IS NULL OR closed IS NULL THEN 'low' ELSE 'medium' END AS confidence
FROM pair
WHERE EXISTS (FROM result)
