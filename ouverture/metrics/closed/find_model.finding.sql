WITH counted AS (
    SELECT count(*) AS models, count(*) FILTER (misses = 0) AS matches, count(*) FILTER (misses = 0 AND verdict = 'free') AS free,
        any_value(closed_model) AS closed_model, round(any_value(closed_score), CASE WHEN any_value(step) >= 50 THEN 0 ELSE 2 END) AS closed_score,
        arg_min(open_model, place) AS best,
        arg_max(open_model, open_score) FILTER (misses = 1 AND NOT scores) AS nearest, arg_max(wins, open_score) FILTER (misses = 1 AND NOT scores) AS wins_nearest,
        count(*) FILTER (misses = 1 AND NOT fits) AS larger, count(*) FILTER (misses = 1 AND fits IS NULL) AS unsized, count(*) FILTER (misses = 1 AND NOT allowed) AS barred,
        max(as_of) AS as_of
    FROM result
)
SELECT
    CASE WHEN closed_model IS NULL AND matches > 0 THEN 'listed' WHEN closed_model IS NULL THEN 'nothing' WHEN matches > 1 THEN 'some'
        WHEN matches = 1 THEN 'one' WHEN nearest IS NOT NULL THEN 'near' ELSE 'none' END AS finding_case,
    *, $memory::INTEGER AS memory, 'medium' AS confidence
FROM counted
WHERE models > 0
