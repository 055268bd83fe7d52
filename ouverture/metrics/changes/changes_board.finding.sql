WITH days AS (
    SELECT day AS newest, days FROM board_asked($yardstick, $until)
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
