WITH catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
), scored AS ( -- the best score of each catalogue model on the newest board that has it
    SELECT b.lab_id, b.catalogue_model, yardstick, b.score, b.released_on, b.side
    FROM mart_board_model b JOIN mart_yardstick y USING (yardstick)
    WHERE b.catalogue_model IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY b.lab_id, b.catalogue_model ORDER BY y.preference, y.as_of DESC, yardstick, b.score DESC
    ) = 1
), own AS (
    SELECT c.lab_id, c.catalogue_model, min_by(o.catalogue_model, (o.released_on, o.catalogue_model)) AS own_open_model,
        min(o.released_on) AS own_open_on
    FROM scored c
    JOIN mart_board_model o ON o.lab_id = c.lab_id AND o.yardstick = c.yardstick AND o.side = 'open' AND o.score >= c.score
        AND o.released_on IS NOT NULL
    WHERE c.side = 'closed'
    GROUP BY ALL
)
SELECT concat_ws('+', c.source, b.source) AS source, c.lab_id, c.released_on, c.model,
    CASE WHEN c.open_weights THEN 'open' ELSE 'closed' END AS side, c.licence,
    blended_price(c.price_in_usd_per_mtok, c.price_out_usd_per_mtok) AS blended_usd,
    s.yardstick, s.score, own.own_open_model, own.own_open_on,
    (own.own_open_on - c.released_on)::INTEGER AS delay_days
FROM catalogue c
LEFT JOIN scored s ON s.lab_id = c.lab_id AND s.catalogue_model = c.model
LEFT JOIN own ON own.lab_id = c.lab_id AND own.catalogue_model = c.model AND NOT c.open_weights
LEFT JOIN (SELECT yardstick, any_value(source) AS source FROM mart_board_model GROUP BY yardstick) b ON b.yardstick = s.yardstick
WHERE list_contains($shown, c.lab_id) AND c.open_weights IS NOT NULL
ORDER BY list_position($shown, c.lab_id), c.released_on, c.model
