WITH asked AS (
    SELECT coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE preference = 0 OR NOT EXISTS (FROM board_best WHERE NOT contains(scale, '/'))
        ORDER BY preference, yardstick LIMIT 1
    )) AS yardstick
), scale_asked AS ( -- the panel's history has names of its own for the scales of its sources
    SELECT DISTINCT b.source, b.scale
    FROM board_best b, asked a
    WHERE CASE WHEN a.yardstick IS NULL THEN NOT contains(b.scale, '/')
        ELSE b.scale = a.yardstick OR NOT contains(b.scale, '/') AND b.source = (
            SELECT source FROM mart_yardstick y WHERE y.yardstick = a.yardstick AND NOT contains(y.yardstick, '/')
        ) END
), board AS (
    SELECT b.source, b.scale, 'board' AS clock, b.as_of,
        arg_max(b.model, b.score) FILTER (b.side = 'closed') AS best_closed,
        max(b.score) FILTER (b.side = 'closed') AS closed_score,
        arg_max(b.model, b.score) FILTER (b.side = 'open') AS best_open,
        max(b.score) FILTER (b.side = 'open') AS open_score
    FROM board_best b SEMI JOIN scale_asked USING (source, scale)
    GROUP BY ALL
), released AS ( -- a yardstick without boards of several days: the models of its newest, by day of release
    SELECT concat_ws('+', b.source, b.catalogue_source) AS source, b.yardstick AS scale, b.released_on, b.model, b.side, b.score
    FROM mart_board_model b JOIN asked USING (yardstick)
    WHERE b.side IS NOT NULL AND b.released_on <= b.as_of AND NOT EXISTS (FROM scale_asked)
), running AS (
    SELECT
        (SELECT sources_of(source) FROM released) AS source,
        scale, 'release' AS clock, released_on AS as_of,
        arg_max(model, score) FILTER (side = 'closed') OVER w AS best_closed,
        max(score) FILTER (side = 'closed') OVER w AS closed_score,
        arg_max(model, score) FILTER (side = 'open') OVER w AS best_open,
        max(score) FILTER (side = 'open') OVER w AS open_score
    FROM released
    WINDOW w AS (ORDER BY released_on)
), moved AS ( -- days on which either best changed
    SELECT * FROM (SELECT DISTINCT ON (as_of) * FROM running)
    QUALIFY coalesce(row(closed_score, open_score) <> lag(row(closed_score, open_score)) OVER (ORDER BY as_of), TRUE)
)
SELECT source, scale, clock, as_of,
    closed_score - open_score AS points,
    best_closed, closed_score, best_open, open_score,
    CASE WHEN by_votes(scale) THEN 1 / (1 + 10 ** ((open_score - closed_score) / $elo_spread)) END AS closed_preferred,
    (SELECT max(v.votes) FROM benchmark_score v WHERE (v.source, v.as_of, v.model) = (g.source, g.as_of, g.best_closed)) AS closed_votes,
    (SELECT max(v.votes) FROM benchmark_score v WHERE (v.source, v.as_of, v.model) = (g.source, g.as_of, g.best_open)) AS open_votes,
    CASE WHEN clock = 'board' AND as_of - lag(as_of) OVER (PARTITION BY scale ORDER BY as_of) > $gap_days THEN 'gap' END AS flags
FROM (FROM board UNION ALL FROM moved) g
WHERE closed_score IS NOT NULL AND open_score IS NOT NULL
ORDER BY min(as_of) OVER (PARTITION BY scale), scale, as_of
