-- Hosted models of all catalogues, one row a model and lab: each fact from the first that says it. The panel comes first for
-- who made a model, when, its size and licence, for it was put together by hand; live catalogues for prices.

CREATE OR REPLACE TEMP TABLE offer AS -- every entry of every catalogue, by the model it means
WITH visit AS (
    SELECT source, max(started_at)::DATE AS as_of FROM capture GROUP BY source
), entry AS (
    SELECT 'panel' AS catalogue, source, NULL AS provider, NULL AS model_id, model AS name, lab, lab_id, country, released_on, open_weights, licence,
        commercial_use, price_in_usd_per_mtok, price_out_usd_per_mtok, context_tokens, parameters_total_b, parameters_active_b, as_of
    FROM api_model
    UNION ALL BY NAME
    SELECT c.source AS catalogue, c.source, c.provider, c.model_id, c.name, c.released_on, c.open_weights, c.price_in_usd_per_mtok,
        c.price_out_usd_per_mtok, c.context_tokens, greatest(v.as_of, c.captured_on) AS as_of
    FROM catalogue_current c
    LEFT JOIN visit v USING (source)
    WHERE c.name IS NOT NULL
), meant AS (
    SELECT e.* EXCLUDE (lab_id, model_id), coalesce(r.canonical, i.canonical) AS canonical, coalesce(e.lab_id, n.lab_id) AS lab_id,
        -- 0 is no price: routers and trials
        CASE WHEN e.price_out_usd_per_mtok > 0 THEN blended_price(e.price_in_usd_per_mtok, e.price_out_usd_per_mtok) END AS blended
    FROM entry e
    JOIN model_identity i ON i.kind = 'catalogue' AND i.source = e.source AND i.name = e.name
    LEFT JOIN catalogue_repository r ON r.source = e.source AND r.provider = e.provider AND r.model_id = e.model_id
    LEFT JOIN named_model n ON n.kind = 'catalogue' AND n.source = e.source AND n.name = e.name
), known AS ( -- an entry that does not say its lab is of the only lab that others name, boards too
    SELECT canonical, CASE WHEN count(DISTINCT lab_id) = 1 THEN min(lab_id) END AS lab_id
    FROM (
        SELECT canonical, lab_id FROM meant
        UNION ALL
        SELECT i.canonical, n.lab_id FROM model_identity i JOIN named_model n USING (kind, source, name) WHERE i.kind <> 'hub'
    )
    WHERE lab_id IS NOT NULL
    GROUP BY canonical
)
SELECT m.* EXCLUDE (lab_id), coalesce(m.lab_id, k.lab_id) AS lab_id, h.canonical IS NOT NULL AS on_hub
FROM meant m
LEFT JOIN known k USING (canonical)
LEFT JOIN (SELECT DISTINCT canonical FROM model_identity WHERE kind = 'hub') h USING (canonical);

DELETE FROM mart_offer;
INSERT INTO mart_offer BY NAME
WITH merged AS (
    SELECT
        canonical, coalesce(lab_id, lab) AS maker,
        first(name ORDER BY catalogue <> 'panel', as_of DESC, source, provider, name) AS model,
        any_value(lab_id) AS lab_id,
        first(lab ORDER BY as_of DESC, source) FILTER (lab IS NOT NULL) AS lab,
        first(country ORDER BY as_of DESC, source) FILTER (country IS NOT NULL) AS country,
        first(released_on ORDER BY catalogue <> 'panel', as_of DESC, released_on) FILTER (released_on IS NOT NULL) AS released_on,
        -- the lab's own repository is proof; then catalogues with one word a model, of which the newest; then hosts that agree
        coalesce(
            CASE WHEN any_value(on_hub) THEN TRUE END,
            first(open_weights ORDER BY as_of DESC, source) FILTER (provider IS NULL AND open_weights IS NOT NULL),
            CASE WHEN count(DISTINCT open_weights) = 1 THEN bool_or(open_weights) END
        ) AS open_weights,
        count(DISTINCT open_weights) = 2 AS disputed,
        first(licence ORDER BY as_of DESC, source) FILTER (licence IS NOT NULL) AS licence,
        first(commercial_use ORDER BY as_of DESC, source) FILTER (commercial_use IS NOT NULL) AS commercial_use,
        max(context_tokens) AS context_tokens,
        first(parameters_total_b ORDER BY as_of DESC, source) FILTER (parameters_total_b IS NOT NULL) AS parameters_total_b,
        first(parameters_active_b ORDER BY as_of DESC, source) FILTER (parameters_active_b IS NOT NULL) AS parameters_active_b,
        max(as_of) AS as_of,
        -- the catalogue with most priced entries gives the prices, so that hosts are those of one catalogue
        sources_of(source) AS sources
    FROM offer
    GROUP BY canonical, maker
), priced AS (
    SELECT canonical, coalesce(lab_id, lab) AS maker, catalogue, any_value(source) AS price_source, count(*) AS hosts,
        quantile_disc({'blended': blended, 'paid_in': price_in_usd_per_mtok, 'paid_out': price_out_usd_per_mtok}, 0.5) AS median_host,
        min(blended) AS cheapest_usd_per_mtok,
        first(provider ORDER BY blended, provider) AS cheapest_host,
        max(as_of) AS priced_on
    FROM offer WHERE blended IS NOT NULL
    GROUP BY canonical, maker, catalogue
    QUALIFY row_number() OVER (
        PARTITION BY canonical, maker ORDER BY catalogue = 'panel', hosts DESC, priced_on DESC, catalogue
    ) = 1
)
SELECT
    m.canonical, m.model, m.lab_id, coalesce(m.lab, l.name) AS lab, coalesce(m.country, l.country) AS country, m.released_on,
    m.open_weights, m.disputed, m.licence, m.commercial_use,
    p.median_host.paid_in AS price_in_usd_per_mtok, p.median_host.paid_out AS price_out_usd_per_mtok,
    p.median_host.blended AS price_blended_usd_per_mtok,
    p.cheapest_usd_per_mtok, p.cheapest_host, coalesce(p.hosts, 0) AS hosts, p.price_source, p.priced_on,
    m.context_tokens, m.parameters_total_b, m.parameters_active_b, m.as_of, m.sources AS source
FROM merged m
LEFT JOIN priced p ON p.canonical = m.canonical AND p.maker IS NOT DISTINCT FROM m.maker
LEFT JOIN lab l ON l.lab_id = m.lab_id
ORDER BY m.canonical, m.maker;
