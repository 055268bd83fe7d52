WITH span AS (
    SELECT max(quarter) - to_months(3 * ($recent_quarters - 1)) AS since FROM result WHERE flags IS NULL
), counted AS (
    SELECT quarter >= since AS recent, sum(models) AS models, sum(models) FILTER (side = 'open') AS open,
        sum(models) FILTER (side = 'unknown') AS unknown,
        sum(models) FILTER (side = 'open' AND country = 'CN') AS china, sum(models) FILTER (side = 'open' AND country = 'US') AS us
    FROM result, span
    WHERE flags IS NULL AND quarter >= since - to_months(3 * $recent_quarters)
    GROUP BY recent
), pair AS (
    SELECT n.*, b.models AS models_before, b.open / b.models AS before
    FROM (FROM counted WHERE recent) n LEFT JOIN (FROM counted WHERE NOT recent) b ON TRUE
)
SELECT CASE WHEN before IS NULL OR open IS NULL THEN 'thin' ELSE 'share' END AS finding_case,
    open / models AS share, before, open, models, models_before, (SELECT since::DATE FROM span) AS since, (SELECT (since + to_months(3 * $recent_quarters - 1))::DATE FROM span) AS until,
    coalesce(china, 0) / open AS china, coalesce(us, 0) / open AS us, coalesce(unknown, 0) / models AS unknown,
    (SELECT max(as_of) FROM result) AS as_of, 'medium' AS confidence
FROM pair
