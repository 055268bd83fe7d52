WITH asked AS ( -- the board that lists the closed model; none asked for: the one with most open models of known size
    SELECT yardstick, testing FROM mart_yardstick
    WHERE $closed_model IS NULL
        OR yardstick IN (SELECT yardstick FROM mart_board_model WHERE model = $closed_model AND side = 'closed')
    ORDER BY CASE WHEN $closed_model IS NULL THEN -sized END, preference, as_of DESC, yardstick LIMIT 1
), priced AS (
    SELECT canonical, model AS catalogue_model, max(priced_on) AS priced_on FROM mart_offer GROUP BY ALL
), board AS (
    SELECT b.*, p.priced_on, a.testing
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
), bound AS ( -- by its own licence, as its repository says it, else its board; and by its base's
    SELECT o.model, coalesce(h.licence, o.licence_key) AS key, h.pipeline_tag
    FROM open o LEFT JOIN hub h USING (model_id)
    UNION ALL
    SELECT o.model, b.licence, h.pipeline_tag
    FROM open o JOIN hub h USING (model_id) JOIN mart_model b ON b.model_id = h.base AND b.model_id <> h.model_id
    WHERE b.licence <> 'other'
), judged AS (
    SELECT b.model, b.key, l.name, l.limits, l.limits_fr, l.link, l.no_eu_link,
        clause_met(
            l.tier, l.commercial_use, l.no_eu, l.no_eu_link, l.max_monthly_users, l.train_other_models,
            $commercial, $country_eu, $monthly_users, FALSE, b.pipeline_tag, $multimodal
        ) AS met
    FROM bound b LEFT JOIN licence l ON l.licence = b.key
    QUALIFY row_number() OVER (PARTITION BY b.model ORDER BY clause_place(met), key) = 1
), answered AS (
    SELECT o.*, h.base, j.key, coalesce(j.name, o.licence) AS licence_name, j.limits AS clause, j.limits_fr AS clause_fr,
        CASE WHEN j.met = 'none' AND h.gated = 'manual' THEN 'gated' ELSE j.met END AS why, clause_verdict(why) AS verdict,
        CASE WHEN why = 'eu' THEN coalesce(j.no_eu_link, j.link) ELSE j.link END AS link,
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
    LEFT JOIN hub h ON h.model_id = o.model_id
    JOIN judged j ON j.model = o.model
    LEFT JOIN lab l ON l.lab_id = o.lab_id
)
SELECT
    CASE WHEN misses = 0 THEN place END AS place, model AS open_model, coalesce(lab, lab_id) AS open_lab, country, score AS open_score,
    of_model AS closed_model, closed_score, score - closed_score AS score_change,
    CASE WHEN testing = 'votes' THEN 1 / (1 + pow(10, (closed_score - score) / $elo_spread)) END AS wins,
    memory_gb, parameters_total_b, parameters_active_b,
    price_blended_usd_per_mtok AS open_price_usd, closed_price_usd,
    price_blended_usd_per_mtok / nullif(closed_price_usd, 0) AS price_ratio, greatest(priced_on, closed_priced_on) AS priced_on,
    verdict, why, key AS licence, licence_name, clause, clause_fr, link, misses, scores, fits, allowed, from_country,
    day AS open_released_on, closed_released_on, (day - closed_released_on) / $month_days AS months_later,
    downloads_30d, model_id, base, yardstick, as_of,
    CASE WHEN released_on IS NULL AND day IS NOT NULL THEN 'estimated' END AS flags,
    concat_ws('+', source, catalogue_source, hub_source) AS source
FROM answered
ORDER BY answered.place
