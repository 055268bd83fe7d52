SELECT source, yardstick, as_of, basis, CASE WHEN mart_small_frontier.score_from < 10 THEN mart_small_frontier.score_from::VARCHAR ELSE mart_small_frontier.score_from::BIGINT::VARCHAR END AS score_from, released_on, model, score,
    (parameters_b * 1e9)::BIGINT AS parameters, steps, halving_days, halving_low_days, halving_high_days, sized, unsized, flags
FROM mart_small_frontier
WHERE basis = $parameters AND yardstick = coalesce($yardstick, (
    SELECT f.yardstick FROM mart_small_frontier f JOIN mart_yardstick y USING (yardstick)
    ORDER BY y.preference, f.sized DESC, f.as_of DESC, f.yardstick LIMIT 1
))
ORDER BY mart_small_frontier.score_from, released_on
