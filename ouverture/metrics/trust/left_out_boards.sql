WITH board AS (
    SELECT * FROM mart_board_model SEMI JOIN (FROM mart_yardstick WHERE preference <= 6) USING (yardstick)
), reason AS (
    SELECT *, unnest([
        {'why': 'side_unknown', 'holds': side IS NULL}, {'why': 'undated', 'holds': released_on IS NULL},
        {'why': 'unpriced', 'holds': price_blended_usd_per_mtok IS NULL},
        {'why': 'unsized', 'holds': side = 'open' AND parameters_total_b IS NULL}
    ], recursive := TRUE)
    FROM board
)
SELECT source, as_of AS snapshot_date, why, 'models' AS what, count(*) AS number, NULL::BIGINT AS amount,
    count(*) / (SELECT count(*) FROM board b WHERE (b.source, b.as_of) = (r.source, r.as_of)) AS share,
    list(model ORDER BY score DESC, model)[:5] AS largest
FROM reason r
WHERE holds
GROUP BY source, as_of, why
ORDER BY as_of DESC, source, why
