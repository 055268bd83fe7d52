WITH days AS (
    SELECT max(as_of) AS newest, count(DISTINCT as_of) AS days
    FROM benchmark_score JOIN (
        SELECT b.yardstick FROM benchmark_score b JOIN mart_yardstick y USING (yardstick)
        WHERE ($until IS NULL OR b.as_of <= $until) AND ($yardstick IS NULL OR b.yardstick = $yardstick)
        GROUP BY b.yardstick, y.preference ORDER BY y.preference, max(b.as_of) DESC, b.yardstick LIMIT 1
    ) USING (yardstick)
    WHERE $until IS NULL OR as_of <= $until
), best AS (
    SELECT arg_min(model, place) AS leader, arg_min(score, place) AS score, arg_min(votes, place) AS votes,
        arg_min(model, place_before) AS was_first,
        arg_min(model, place) FILTER (side = 'open') AS open_model, min(place) FILTER (side = 'open') AS open_place,
        max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open') AS gap,
        max(score_before) FILTER (side = 'closed') - max(score_before) FILTER (side = 'open') AS gap_before,
        count(*) FILTER (state = 'entered') AS entered, count(*) FILTER (state = 'left') AS gone, any_value(before_date) AS before_day
    FROM result HAVING count(*) > 0
)
SELECT CASE WHEN leader IS NULL THEN CASE WHEN days < 2 THEN 'one_day' ELSE 'nothing' END
        WHEN leader = was_first THEN 'held' ELSE 'passed' END AS finding_case,
    b.*, newest AS as_of, CASE WHEN leader IS NULL THEN 'medium' WHEN coalesce(votes, 0) < $preliminary_votes THEN 'low' ELSE 'high' END AS confidence,
    CASE WHEN votes < $preliminary_votes THEN 'small_sample' END AS confidence_reason
FROM days LEFT JOIN best b ON TRUE
WHERE newest IS NOT NULL
