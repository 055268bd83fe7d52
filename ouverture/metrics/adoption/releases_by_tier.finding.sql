WITH last AS (
    SELECT max(month) AS month, least_tier($threshold) AS least_tier FROM result -- it may be incomplete
), span AS (
    SELECT
        sum(models) FILTER (r.month >= l.month - INTERVAL 12 MONTH AND r.month < l.month) AS models,
        sum(models) FILTER (r.month >= l.month - INTERVAL 12 MONTH AND r.month < l.month AND tier >= least_tier) AS open,
        sum(models) FILTER (r.month >= l.month - INTERVAL 12 MONTH AND r.month < l.month AND tier IS NULL) AS unknown,
        sum(models) FILTER (r.month >= l.month - INTERVAL 24 MONTH AND r.month < l.month - INTERVAL 12 MONTH) AS models_before,
        sum(models) FILTER (r.month >= l.month - INTERVAL 24 MONTH AND r.month < l.month - INTERVAL 12 MONTH AND tier >= least_tier) AS open_before,
        any_value(least_tier) AS least_tier, any_value(l.month) AS as_of
    FROM result r, last l
)
SELECT CASE WHEN models >= 20 AND models_before >= 20 THEN 'year' ELSE 'thin' END AS finding_case,
    models, coalesce(open, 0) / models AS open, coalesce(unknown, 0) / models AS unknown,
    models_before, coalesce(open_before, 0) / models_before AS open_before,
    least_tier, as_of, CASE WHEN 1.0 * coalesce(unknown, 0) / models > $unknown_low THEN 'low' ELSE 'medium' END AS confidence,
    'partial_coverage' AS confidence_reason
FROM span WHERE as_of IS NOT NULL
