WITH counted AS (
    SELECT count(DISTINCT closed_model) AS models, count(DISTINCT closed_model) FILTER (matches > 0) AS matched, models - matched AS unmatched,
        nullif(max(unknown_matches), 0) AS unknown,
        count(price_ratio) FILTER (is_first) AS priced,
        CASE WHEN priced >= $least_priced THEN median(price_ratio) FILTER (is_first) END AS ratio, any_value(matches) AS matches,
        any_value(closed_model) AS closed_model, any_value(closed_score) AS closed_score, any_value(open_model) AS open_model,
        any_value(open_score) AS open_score, any_value(open_model) FILTER (is_first) AS first,
        any_value(open_model) FILTER (is_smallest) AS smallest,
        (1e9 * any_value(parameters_total_b) FILTER (is_smallest))::BIGINT AS size, any_value(open_model) FILTER (is_cheapest) AS cheapest,
        any_value(price_ratio) FILTER (is_cheapest) AS ratio_cheapest, max(as_of) AS as_of,
        max(priced_on) FILTER (price_ratio IS NOT NULL) AS priced_on
    FROM result
)
SELECT -- a match has at least the score of the closed model: those without one are always the best
    CASE WHEN models > 1 AND unknown > 0 THEN 'known' WHEN models > 1 AND unmatched > 1 AND matched > 1 THEN 'best'
        WHEN models > 1 THEN 'all' WHEN matches > 1 THEN 'some' WHEN matches = 1 THEN 'one' WHEN unknown > 0 THEN 'unknown' ELSE 'none' END AS finding_case,
    *, $memory_gb::INTEGER AS memory, CASE WHEN $licence = 'permissive' THEN $tier_permissive END AS tier_least, CASE WHEN unknown > 0 THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN unknown > 0 THEN 'unknown_models' END AS confidence_reason
FROM counted
WHERE models > 0
