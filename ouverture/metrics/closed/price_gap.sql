WITH asked AS (
    SELECT yardstick, step / $bands_a_step AS width FROM mart_yardstick
    WHERE CASE WHEN $yardstick IS NULL THEN priced > 0 ELSE yardstick = $yardstick END
    ORDER BY preference, as_of DESC, yardstick LIMIT 1
), priced AS (
    SELECT canonical, model AS catalogue_model, max(priced_on) AS priced_on FROM mart_offer GROUP BY ALL
), board AS (
    SELECT b.* EXCLUDE (price_blended_usd_per_mtok, cheapest_usd_per_mtok), width, p.priced_on, coalesce(catalogue_model, model) AS named,
        CASE WHEN abs(p.priced_on - b.as_of) <= $days_apart THEN price_blended_usd_per_mtok END AS price_blended_usd_per_mtok,
        CASE WHEN abs(p.priced_on - b.as_of) <= $days_apart THEN cheapest_usd_per_mtok END AS cheapest_usd_per_mtok
    FROM mart_priced_board b JOIN asked USING (yardstick) LEFT JOIN priced p USING (canonical, catalogue_model)
    WHERE side IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY lab_id, named ORDER BY score DESC, model) = 1
), cell AS (
    SELECT yardstick, as_of, max(priced_on) AS priced_on, width, floor(score / width) * width AS score_from, side,
        sources_of(concat_ws('+', source, CASE WHEN price_blended_usd_per_mtok IS NOT NULL THEN catalogue_source END)) AS source,
        count(*) AS models, count(price_blended_usd_per_mtok) AS priced,
        median(price_blended_usd_per_mtok) AS median_usd,
        min(coalesce(cheapest_usd_per_mtok, price_blended_usd_per_mtok)) AS cheapest_usd, max(price_blended_usd_per_mtok) AS dearest_usd,
        first(named ORDER BY coalesce(cheapest_usd_per_mtok, price_blended_usd_per_mtok), named)
            FILTER (coalesce(cheapest_usd_per_mtok, price_blended_usd_per_mtok) IS NOT NULL) AS cheapest_model
    FROM board
    GROUP BY ALL
), pair AS (
    SELECT floor(c.score / c.width) * c.width AS score_from, c.price_blended_usd_per_mtok / o.price_blended_usd_per_mtok AS ratio
    FROM board c JOIN board o ON o.side = 'open' AND floor(o.score / o.width) = floor(c.score / c.width)
    WHERE c.side = 'closed'
), enough AS (
    SELECT score_from FROM cell GROUP BY score_from HAVING count(*) = 2 AND min(priced) >= $priced_min
)
SELECT source, yardstick, as_of, priced_on,
    format('{:.{}f}–{:.{}f}', score_from, decimals, score_from + width, decimals) AS band,
    score_from, side, models, priced, median_usd, cheapest_usd, dearest_usd, cheapest_model,
    (SELECT median(ratio) FROM pair p WHERE p.score_from = shown.score_from) AS closed_over_open,
    (SELECT median(ratio) FROM pair SEMI JOIN enough USING (score_from)) AS closed_over_open_all,
    (SELECT count(DISTINCT score_from) FROM cell) AS shown_of,
    (SELECT count(*) FROM board WHERE price_blended_usd_per_mtok IS NULL) AS unmatched
FROM (
    SELECT *, CASE WHEN width < 1 THEN 2 ELSE 0 END AS decimals FROM cell
    QUALIFY dense_rank() OVER (ORDER BY score_from DESC) <= $bands_shown
) shown
ORDER BY score_from DESC, side DESC
