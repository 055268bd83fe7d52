WITH priced AS (
    SELECT canonical, model AS catalogue_model, max(priced_on) AS priced_on FROM mart_offer GROUP BY ALL
), board AS (
    SELECT * FROM mart_board_model LEFT JOIN priced USING (canonical, catalogue_model) WHERE yardstick = coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE CASE WHEN $closed_model IS NULL THEN priced > 0
            ELSE yardstick IN (SELECT yardstick FROM mart_board_model WHERE model = $closed_model) END
        ORDER BY preference, as_of DESC, yardstick LIMIT 1
    ))
), closed AS ( -- one model at several efforts is one model, at its best
    SELECT * FROM board WHERE side = 'closed' AND ($closed_model IS NULL OR model = $closed_model)
    QUALIFY row_number() OVER (PARTITION BY lab_id, one_model(model) ORDER BY score DESC, model) = 1
), fitting AS ( -- fits is NULL where it cannot be known
    SELECT *, parameters_total_b * $overhead AS gb_a_byte, coalesce(released_on, created_on) AS day,
        ($licence = 'any' OR tier >= $tier_permissive)
            AND ($memory_gb IS NULL OR parameters_total_b * $bytes_4_bit * $overhead <= $memory_gb) AS fits
    FROM board
    WHERE side = 'open'
), open AS (
    FROM fitting WHERE fits
    QUALIFY row_number() OVER (PARTITION BY lab_id, one_model(model) ORDER BY score DESC, model) = 1
), unknown AS (
    SELECT c.model, count(DISTINCT row(o.lab_id, one_model(o.model))) AS models
    FROM closed c JOIN fitting o ON o.score >= c.score
    WHERE o.fits IS NULL
    GROUP BY c.model
), matched AS (
    SELECT c.model AS of_model, o.*, count(*) OVER of_closed AS matches,
        row_number() OVER (of_closed ORDER BY day, o.score DESC, o.model) = 1 AS earliest,
        day IS NOT NULL AND earliest AS is_first,
        o.parameters_total_b IS NOT NULL
            AND row_number() OVER (of_closed ORDER BY o.parameters_total_b, day, o.score DESC, o.model) = 1 AS is_smallest,
        o.price_blended_usd_per_mtok IS NOT NULL
            AND row_number() OVER (of_closed ORDER BY o.price_blended_usd_per_mtok, day, o.score DESC, o.model) = 1 AS is_cheapest
    FROM closed c JOIN open o ON o.score >= c.score
    WINDOW of_closed AS (PARTITION BY c.model)
    QUALIFY earliest OR is_smallest OR is_cheapest
)
SELECT
    c.model AS closed_model, c.score AS closed_score, m.model AS open_model, m.is_first, m.is_smallest, m.is_cheapest,
    m.licence, m.gb_a_byte * $bytes_4_bit AS memory_4_bit_gb,
    m.price_blended_usd_per_mtok / nullif(c.price_blended_usd_per_mtok, 0) AS price_ratio,
    m.tier, m.parameters_total_b, m.gb_a_byte * $bytes_16_bit AS memory_16_bit_gb,
    (m.day - c.released_on) / $month_days AS months_later, m.downloads_30d,
    c.price_blended_usd_per_mtok AS closed_price_usd, m.price_blended_usd_per_mtok AS open_price_usd,
    m.cheapest_usd_per_mtok AS open_cheapest_usd, m.score AS open_score, greatest(c.priced_on, m.priced_on) AS priced_on,
    coalesce(l.name, c.lab_id) AS closed_lab, coalesce(b.name, m.lab_id) AS open_lab,
    c.released_on AS closed_released_on, m.day AS open_released_on, m.parameters_active_b, m.model_id,
    coalesce(m.matches, 0) AS matches, coalesce(u.models, 0) AS unknown_matches, c.yardstick, c.as_of,
    CASE WHEN m.released_on IS NULL AND m.day IS NOT NULL THEN 'estimated' END AS flags,
    concat_ws('+', c.source, c.catalogue_source, m.catalogue_source, m.hub_source) AS source
FROM closed c
LEFT JOIN matched m ON m.of_model = c.model
LEFT JOIN unknown u ON u.model = c.model
LEFT JOIN lab l ON l.lab_id = c.lab_id
LEFT JOIN lab b ON b.lab_id = m.lab_id
ORDER BY c.score DESC, c.model, m.is_first DESC, m.is_smallest DESC, m.model
