WITH asked AS (
    SELECT yardstick, step / $bands_a_step AS width FROM mart_yardstick
    WHERE CASE WHEN $yardstick IS NULL THEN priced > 0 ELSE yardstick = $yardstick END
    ORDER BY preference, as_of DESC, yardstick LIMIT 1
), scored AS ( -- each model once, at its best score
    SELECT b.source, b.yardstick, b.as_of AS board_on, b.canonical, b.lab_id, b.side, floor(max(b.score) / any_value(width)) AS band
    FROM mart_priced_board b JOIN asked USING (yardstick)
    WHERE b.side IS NOT NULL AND b.catalogue_model IS NOT NULL
    GROUP BY ALL
), day AS (
    SELECT source, max(captured_on) AS as_of FROM catalogue_model GROUP BY source, date_trunc('month', captured_on)
), entry AS ( -- what each host asked on that day
    SELECT d.source, d.as_of, c.provider, i.canonical,
        arg_max(c.listed, c.captured_on) AS listed,
        arg_max(CASE WHEN c.price_out_usd_per_mtok > 0 THEN blended_price(c.price_in_usd_per_mtok, c.price_out_usd_per_mtok) END, c.captured_on) AS blended
    FROM day d
    JOIN catalogue_model c ON c.source = d.source AND c.captured_on <= d.as_of
    JOIN model_identity i ON i.kind = 'catalogue' AND i.source = c.source AND i.name = c.name
    GROUP BY d.source, d.as_of, c.provider, c.model_id, i.canonical
), price AS (
    SELECT source, as_of, canonical, quantile_disc(blended, 0.5) AS usd
    FROM entry WHERE listed AND blended IS NOT NULL
    GROUP BY source, as_of, canonical
    UNION ALL -- the panel, where no catalogue was read live
    SELECT price_source, priced_on, canonical, price_blended_usd_per_mtok
    FROM mart_offer
    WHERE price_blended_usd_per_mtok IS NOT NULL AND NOT EXISTS (FROM catalogue_model)
        AND priced_on = (SELECT max(priced_on) FROM mart_offer)
), priced AS (
    SELECT p.source AS price_source, p.as_of, s.source, s.yardstick, s.board_on, s.band, s.side, s.canonical, p.usd
    FROM price p JOIN scored s USING (canonical)
    QUALIFY least(
        count(*) FILTER (s.side = 'open') OVER (PARTITION BY p.source, p.as_of, s.source, s.band),
        count(*) FILTER (s.side = 'closed') OVER (PARTITION BY p.source, p.as_of, s.source, s.band)
    ) >= $priced_min
), pair AS (
    SELECT c.* EXCLUDE (side), o.canonical AS open, c.usd / o.usd AS ratio
    FROM priced c JOIN priced o USING (price_source, as_of, source, yardstick, board_on, band)
    WHERE c.side = 'closed' AND o.side = 'open'
)
SELECT price_source || '+' || source AS source, price_source AS catalogue, yardstick, as_of, board_on, median(ratio) AS closed_over_open,
    count(*) AS pairs, count(DISTINCT band) AS bands, count(DISTINCT open) AS open_priced, count(DISTINCT canonical) AS closed_priced
FROM pair
GROUP BY price_source, source, yardstick, as_of, board_on
QUALIFY abs(max(as_of) OVER () - board_on) <= $days_apart
ORDER BY price_source, as_of
