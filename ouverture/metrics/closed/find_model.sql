WITH asked AS ( -- the board that lists the closed model; none asked for: the one with most open models of known size
    SELECT yardstick, testing, step FROM mart_yardstick
    WHERE $closed_model IS NULL
        OR yardstick IN (SELECT yardstick FROM mart_board_model WHERE model = $closed_model AND side = 'closed')
    ORDER BY CASE WHEN $closed_model IS NULL THEN -sized END, preference, as_of DESC, yardstick LIMIT 1
), priced AS (
    SELECT canonical, model AS catalogue_model, max(priced_on) AS priced_on FROM mart_offer GROUP BY ALL
), board AS (
    SELECT b.*, p.priced_on, a.testing, a.step
    FROM mart_board_model b JOIN asked a USING (yardstick) LEFT JOIN priced p USING (canonical, catalogue_model)
), closed AS (
    SELECT * FROM board WHERE side = 'closed' AND model = $closed_model
    ORDER BY score DESC LIMIT 1
), open AS ( -- one model at several efforts is one model, at its best
    SELECT *, parameters_total_b * $bits / 8 * $overhead AS memory_gb, coalesce(released_on, created_on) AS day
    FROM board WHERE side = 'open'
    QUALIFY row_number() OVER (PARTITION BY lab_id, one_model(model) ORDER BY score DESC, model) = 1
), hub AS (
    SELECT model_id, nullif(licence, 'other') AS licence, pipeline_tag, gated,
        coalesce(nullif(regexp_extract(tier_reason, '^base:(\S+)', 1), ''), base_model) AS base
    FROM mart_model WHERE model_id IN (SELECT model_id FROM open)
), own AS ( -- the licence that its repository states, else its board, whose word stands alone where no tier is known
    SELECT o.model, o.model_id, coalesce(h.licence, o.licence_key) AS key, h.pipeline_tag, h.gated,
        coalesce(o.tier, CASE WHEN h.licence IS NULL THEN 2 END) AS tier, h.base
    FROM open o LEFT JOIN hub h USING (model_id)
), bound AS ( -- by its own licence, and by its base's -- noqa: ST03
    SELECT model, key, pipeline_tag, gated, tier FROM own
    UNION ALL
    SELECT o.model, b.licence, o.pipeline_tag, o.gated, o.tier
    FROM own o JOIN mart_model b ON b.model_id = o.base AND b.model_id <> o.model_id
), answered AS (
    SELECT o.*, w.base, d.key, coalesce(d.name, o.licence) AS licence_name, d.clause, d.clause_fr, d.why, d.verdict, d.link,
        l.name AS lab, l.country, c.model AS of_model, c.score AS closed_score,
        coalesce(o.score >= c.score, TRUE) AS scores,
        CASE WHEN $memory IS NULL THEN TRUE ELSE memory_gb <= $memory END AS fits,
        verdict = 'free' OR (verdict = 'conditions' AND $terms = 'any') AS allowed,
        coalesce(l.country = $country, $country IS NULL) AS from_country,
        (NOT scores)::INTEGER + (fits IS NOT TRUE)::INTEGER + (NOT allowed)::INTEGER + (NOT from_country)::INTEGER AS misses,
        row_number() OVER (ORDER BY misses, verdict <> 'free', o.score DESC, o.model) AS place,
        c.released_on AS closed_released_on, c.price_blended_usd_per_mtok AS closed_price_usd, c.priced_on AS closed_priced_on,
        c.source AS closed_source, c.catalogue_source AS closed_catalogue
    FROM open o
    LEFT JOIN closed c ON TRUE
    JOIN own w ON w.model = o.model
    JOIN deciding_clause('bound', $commercial, $country_eu, $monthly_users, FALSE, $multimodal) d ON d.model = o.model
    LEFT JOIN lab l ON l.lab_id = o.lab_id
)
SELECT
    CASE WHEN misses = 0 THEN place END AS place, model AS open_model, coalesce(lab, lab_id) AS open_lab, country, score AS open_score,
    of_model AS closed_model, closed_score, score - closed_score AS score_change,
    CASE WHEN testing = 'votes' THEN 1 / (1 + pow(10, (closed_score - score) / $elo_spread)) END AS wins,
    memory_gb, parameters_total_b, parameters_active_b,
    price_blended_usd_per_mtok AS open_price_usd, closed_price_usd,
    price_blended_usd_per_mtok / nullif(closed_price_usd, 0) AS price_ratio, greatest(priced_on, closed_priced_on) AS priced_on, closed_priced_on,
    verdict, why, key AS licence, licence_name, clause, clause_fr, link, misses, scores, fits, allowed, from_country,
    day AS open_released_on, closed_released_on, (day - closed_released_on) / $month_days AS months_later,
    downloads_30d, model_id, base, yardstick, testing, step, as_of,
    CASE WHEN released_on IS NULL AND day IS NOT NULL THEN 'estimated' END AS flags,
    concat_ws('+', source, catalogue_source, hub_source) AS source
FROM answered
ORDER BY answered.place
