-- The newest board of each yardstick beside the hosted models and the Hub. Names meet by model_identity alone; where two labs
-- offer a model of one name and the board does not say whose it is, none is meant. A size that no catalogue tells is that of
-- the Hub id. Beside the newest the board nearest the newest prices, which may be another: prices compare on that one.

CREATE OR REPLACE TEMP TABLE joined_board AS
WITH day AS (
    SELECT yardstick, max(as_of) AS newest_on,
        coalesce(arg_min(as_of, abs(as_of - (SELECT max(priced_on) FROM mart_offer))), newest_on) AS priced_on
    FROM (SELECT DISTINCT yardstick, as_of FROM benchmark_score)
    GROUP BY yardstick
), chosen AS (
    SELECT b.*, b.as_of = d.newest_on AS is_newest, b.as_of = d.priced_on AS is_priced
    FROM benchmark_score b JOIN day d USING (yardstick)
    WHERE is_newest OR is_priced
), meant AS ( -- once a name: boards of many categories repeat them
    SELECT b.source, b.model, b.organization, i.canonical, i.rule, n.lab_id,
        count(o.canonical) AS offers, any_value(o) AS o
    FROM (SELECT DISTINCT source, model, organization FROM chosen) b
    LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(b.organization)
    LEFT JOIN model_identity i ON i.kind = 'board' AND i.source = b.source AND i.name = b.model
    LEFT JOIN mart_offer o ON o.canonical = i.canonical AND coalesce(o.lab_id = n.lab_id, TRUE)
    GROUP BY ALL
), offered AS (
    SELECT m.* EXCLUDE (o, lab_id), CASE WHEN offers = 1 THEN o END AS o,
        coalesce(m.lab_id, CASE WHEN offers = 1 THEN o.lab_id END) AS lab_id
    FROM meant m
), repository AS (
    SELECT i.canonical, m.lab_id, m.model_id, m.tier, m.downloads_30d, m.parameters, m.created_on, m.latest_source
    FROM model_identity i JOIN mart_model m ON m.model_id = i.name
    WHERE i.kind = 'hub'
    QUALIFY count(*) OVER (PARTITION BY i.canonical, m.lab_id) = 1
), known AS (
    SELECT f.*, r.model_id, r.tier, r.downloads_30d, r.parameters, r.created_on, r.latest_source
    FROM offered f LEFT JOIN repository r ON r.canonical = f.canonical AND r.lab_id = f.lab_id
)
SELECT
    b.is_newest, b.is_priced, b.source, b.yardstick, b.as_of, b.model, k.lab_id,
    CASE b.is_open WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' END AS side,
    b.score, b.votes, k.canonical,
    CASE WHEN k.o IS NOT NULL THEN k.rule END AS name_rule,
    k.o.model AS catalogue_model,
    coalesce(k.o.price_source, k.o.source) AS catalogue_source,
    coalesce(b.released_on, CASE WHEN k.o.released_on IS NOT NULL THEN greatest(k.o.released_on, try_cast(regexp_replace(
        regexp_extract(b.model, '20[0-9]{2}-?[01][0-9]-?[0-3][0-9]'), '^(....)-?(..)-?(..)$', '\1-\2-\3'
    ) AS DATE)) END) AS released_on, -- a version is not older than the day in its name (o1-2024-12-17: the catalogue has o1 of 5 December)
    coalesce(k.o.licence, b.licence) AS licence,
    k.o.price_in_usd_per_mtok AS price_in_usd_per_mtok, k.o.price_out_usd_per_mtok AS price_out_usd_per_mtok,
    k.o.price_blended_usd_per_mtok AS price_blended_usd_per_mtok, k.o.cheapest_usd_per_mtok AS cheapest_usd_per_mtok, k.o.hosts AS hosts,
    coalesce(k.o.parameters_total_b, CASE WHEN b.is_open THEN k.parameters / 1e9 END) AS parameters_total_b,
    k.o.parameters_active_b AS parameters_active_b,
    CASE WHEN b.is_open THEN k.model_id END AS model_id, CASE WHEN b.is_open THEN k.tier END AS tier,
    CASE WHEN b.is_open THEN k.downloads_30d END AS downloads_30d,
    CASE WHEN b.is_open AND k.created_on <= b.as_of THEN k.created_on END AS created_on,
    CASE WHEN b.is_open THEN k.latest_source END AS hub_source
FROM chosen b
LEFT JOIN known k ON k.source = b.source AND k.model = b.model AND k.organization IS NOT DISTINCT FROM b.organization
ORDER BY b.yardstick, b.score DESC, b.model;

CREATE OR REPLACE TEMP TABLE board_licence AS SELECT DISTINCT licence AS text FROM joined_board WHERE is_newest;

DELETE FROM mart_board_model;
INSERT INTO mart_board_model BY NAME
SELECT b.* EXCLUDE (is_newest, is_priced), l.licence AS licence_key
FROM joined_board b
LEFT JOIN licence_decided('board_licence') d ON d.text = b.licence
LEFT JOIN licence l ON l.licence = d.licence
WHERE is_newest;

DROP TABLE board_licence;

DELETE FROM mart_priced_board;
INSERT INTO mart_priced_board BY NAME
SELECT source, yardstick, as_of, model, lab_id, side, score, canonical, catalogue_model, catalogue_source,
    price_blended_usd_per_mtok, cheapest_usd_per_mtok
FROM joined_board WHERE is_priced;

DROP TABLE joined_board;
