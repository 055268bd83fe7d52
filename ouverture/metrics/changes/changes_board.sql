WITH asked AS (
    SELECT b.yardstick, max(b.as_of) AS day
    FROM benchmark_score b JOIN mart_yardstick y USING (yardstick)
    WHERE ($until IS NULL OR b.as_of <= $until) AND ($yardstick IS NULL OR b.yardstick = $yardstick)
    GROUP BY b.yardstick, y.preference
    ORDER BY y.preference, max(b.as_of) DESC, b.yardstick LIMIT 1
), span AS (
    SELECT a.yardstick, a.day, coalesce(max(b.as_of) FILTER ($since IS NULL OR b.as_of <= $since), min(b.as_of)) AS before_day
    FROM asked a JOIN benchmark_score b ON b.yardstick = a.yardstick AND b.as_of < a.day
    WHERE $since IS NULL OR $since < a.day
    GROUP BY a.yardstick, a.day
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
