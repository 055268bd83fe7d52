WITH days AS (
    SELECT max(observed_on) AS newest, count(DISTINCT observed_on) AS days FROM routed WHERE $until IS NULL OR observed_on <= $until
), entrant AS ( -- one that came straight among the first is the news
    SELECT arg_min(model, place) AS model, arg_min(share, place) AS share, arg_min(place, place) AS place
    FROM result WHERE state = 'entered' AND place <= $first_places HAVING count(*) > 0
), moved AS (
    SELECT arg_max(model, abs(change)) AS mover, arg_max(change, abs(change)) AS change, arg_max(share, abs(change)) AS mover_share
    FROM result WHERE change IS NOT NULL HAVING count(*) > 0
), side AS (
    SELECT max(low) FILTER (is_now) AS open_low, max(high) FILTER (is_now) AS open_high,
        max(low) FILTER (NOT is_now) AS open_low_before, max(high) FILTER (NOT is_now) AS open_high_before
    FROM (
        SELECT observed_on IN (SELECT observed_on FROM result) AS is_now, part_of(total_tokens, side = 'open') AS low,
            1 - part_of(total_tokens, side = 'closed') AS high
        FROM routed WHERE observed_on IN (SELECT observed_on FROM result UNION SELECT before_date FROM result)
        GROUP BY observed_on
    )
)
SELECT CASE WHEN (SELECT count(*) FROM result) = 0 THEN CASE WHEN days < 2 THEN 'one_day' ELSE 'nothing' END
        WHEN model IS NOT NULL THEN 'entered' WHEN change >= $flat_change THEN 'gained' WHEN change <= -$flat_change THEN 'lost' ELSE 'still' END AS finding_case,
    e.*, m.*, s.*, newest AS as_of, (SELECT any_value(before_date) FROM result) AS before_day,
    (SELECT count(*) FROM result WHERE state = 'entered') AS entered, (SELECT count(*) FROM result WHERE state = 'left') AS gone,
    'medium' AS confidence
FROM days LEFT JOIN entrant e ON TRUE LEFT JOIN moved m ON TRUE LEFT JOIN side s ON TRUE
WHERE newest IS NOT NULL
