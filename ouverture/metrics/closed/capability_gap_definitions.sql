WITH asked AS ( -- as in capability_gap
    SELECT coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE preference = 0 OR NOT EXISTS (FROM board_best WHERE NOT contains(scale, '/'))
        ORDER BY preference, yardstick LIMIT 1
    )) AS yardstick
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY source, yardstick, as_of, is_open ORDER BY score DESC, model) AS place
    FROM ( -- one model at several efforts is one model, at its best
        SELECT source, yardstick, as_of, is_open, one_model(model) AS model, max(score) AS score
        FROM (FROM benchmark_score WHERE is_open IS NOT NULL QUALIFY as_of = max(as_of) OVER (PARTITION BY source, yardstick))
        GROUP BY ALL
    )
), measured AS (
    SELECT source, scale AS board, as_of, 'best' AS compared, side = 'open' AS is_open, max(score) AS score
    FROM board_best
    WHERE (source, scale, as_of) IN (SELECT (source, scale, max(as_of)) FROM board_best GROUP BY source, scale)
        AND (source, as_of) NOT IN (SELECT (source, as_of) FROM ranked) -- a record of a board that is here with all its models
    GROUP BY ALL
    UNION ALL
    SELECT source, yardstick, as_of, 'best', is_open, max(score) FROM ranked GROUP BY ALL
    UNION ALL
    SELECT source, yardstick, as_of, 'third', is_open, max(score) FILTER (place = 3) FROM ranked GROUP BY ALL
    UNION ALL
    SELECT source, yardstick, as_of, 'first_three', is_open, avg(score) FILTER (place <= 3) FROM ranked GROUP BY ALL HAVING count(*) >= 3
    UNION ALL
    SELECT source, yardstick, as_of, 'first_ten', is_open, avg(score) FILTER (place <= 10) FROM ranked GROUP BY ALL HAVING count(*) >= 10
), gap AS (
    SELECT source, board, as_of, compared, max(score) FILTER (NOT is_open) - max(score) FILTER (is_open) AS points
    FROM measured
    GROUP BY ALL
    HAVING points IS NOT NULL
), judged AS (
    SELECT DISTINCT ON (board, compared) gap.*,
        CASE WHEN points > 0 THEN 'closed' WHEN points < 0 THEN 'open' ELSE 'level' END AS verdict,
        CASE WHEN yardstick IS NULL THEN NOT contains(board, '/') ELSE board = yardstick END AS is_asked
    FROM gap, asked
    WHERE as_of > (SELECT max(as_of) FROM gap) - $recent_days OR board = yardstick
    ORDER BY board, compared, as_of DESC, source
), marked AS (
    SELECT *, compared = 'best' AND row_number() OVER (PARTITION BY compared ORDER BY is_asked DESC, as_of DESC, source, board) = 1 AS chosen
    FROM judged
)
SELECT source, as_of AS snapshot_date, concat_ws(' · ', board, compared) AS definition, points AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM marked
ORDER BY as_of DESC, definition
