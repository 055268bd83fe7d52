WITH rung AS ( -- the score with most steps, of several the highest
    SELECT score_from FROM result GROUP BY score_from ORDER BY max(steps) DESC, score_from::DOUBLE DESC LIMIT 1
), step AS (
    SELECT r.* FROM result r JOIN rung USING (score_from)
)
SELECT
    CASE WHEN any_value(halving_days) > 0 AND any_value(halving_high_days) IS NOT NULL THEN 'fell' ELSE 'rough' END AS finding_case,
    any_value(score_from) AS score, arg_min(parameters, released_on) AS first_size, min(released_on) AS first_on,
    arg_max(parameters, released_on) AS last_size, max(released_on) AS last_on,
    arg_min(model, released_on) AS first_model, arg_max(model, released_on) AS last_model, any_value(steps) AS steps,
    any_value(halving_days) AS halving, any_value(halving_low_days) AS low, any_value(halving_high_days) AS high,
    any_value(unsized) AS unsized, count(flags) AS hub_days,
    max(as_of) AS as_of, 'low' AS confidence, 'small_sample' AS confidence_reason
FROM step
HAVING count(*) > 1
