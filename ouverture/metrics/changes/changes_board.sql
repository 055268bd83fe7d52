WITH board AS (
    SELECT yardstick, as_of AS day FROM benchmark_score SEMI JOIN board_asked($yardstick, $until) USING (yardstick)
), span AS (
    SELECT (SELECT any_value(yardstick) FROM board) AS yardstick, * FROM compared_days('board', $since, $until)
), listed AS (
    SELECT b.*, row_number() OVER (PARTITION BY as_of ORDER BY score DESC, model) AS place
    FROM benchmark_score b JOIN span USING (yardstick)
    WHERE as_of IN (day, before_day)
), pair AS (
    SELECT s.*, coalesce(n.source, b.source) AS source, m.model, coalesce(n.organization, b.organization) AS organization,
        coalesce(n.is_open, b.is_open) AS is_open, n.place, b.place AS place_before, n.score, b.score AS score_before, n.votes
    FROM span s
    JOIN (SELECT DISTINCT model FROM listed) m ON TRUE
    LEFT JOIN listed n ON n.model = m.model AND n.as_of = s.day
    LEFT JOIN listed b ON b.model = m.model AND b.as_of = s.before_day
)
SELECT source, yardstick, day AS as_of, before_day AS before_date, model, organization,
    CASE WHEN is_open THEN 'open' WHEN NOT is_open THEN 'closed' ELSE 'unknown' END AS side, place, place_before, score, score_before,
    score - score_before AS change, votes,
    CASE WHEN place IS NULL THEN 'left' WHEN place_before IS NULL THEN 'entered' WHEN place < place_before THEN 'up'
        WHEN place > place_before THEN 'down' ELSE 'same' END AS state
FROM pair
ORDER BY place NULLS LAST, place_before, model
