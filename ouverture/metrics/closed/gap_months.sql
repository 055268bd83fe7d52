WITH lag AS (
    SELECT g.*, coalesce(y.board, g.yardstick) AS board, y.category, coalesce(y.testing, CASE WHEN by_votes(g.yardstick) THEN 'votes' END) AS testing,
        coalesce(y.preference, CASE WHEN (SELECT count(*) FROM mart_yardstick WHERE preference = 0) > 0 THEN 8 ELSE 1 END) AS preference
    FROM mart_gap_lag g
    LEFT JOIN mart_yardstick y USING (yardstick)
), asked AS (
    SELECT board FROM mart_yardstick WHERE yardstick = $yardstick
)
SELECT source, direction || '_' || clock || '_' || yardstick AS label, yardstick, clock, direction,
    median_days / $month_days AS months, low_days / $month_days AS low_months, high_days / $month_days AS high_months,
    records, matched, undated, testing, as_of, count(*) OVER () AS shown_of
FROM lag
WHERE CASE WHEN $yardstick IS NULL THEN preference <= $main_preference OR preference = $few_models AND category IS NULL
    -- the yardstick chosen, and forward the other categories of its board
    ELSE yardstick = $yardstick OR board = (SELECT board FROM asked) AND direction = 'forward' AND median_days IS NOT NULL END
QUALIFY row_number() OVER (ORDER BY yardstick = $yardstick DESC, preference, records DESC, yardstick, clock, direction) <= $rows_max
ORDER BY yardstick = $yardstick DESC, direction = 'forward' DESC, preference, as_of DESC, clock, yardstick
