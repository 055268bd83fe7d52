-- Tokens routed by OpenRouter, by day and model. A day may be restated by a later visit: the newest visit counts, and takes the
-- place of the panel's. A day that is not over, or of which a row has no possible count, is left out whole: every share of it would
-- be wrong. Weights of a model that the panel does not know are those of the Hub repository that the router's own
-- catalogue names; under a cover name, and of all else, they are unknown.

CREATE OR REPLACE TEMP TABLE raw_routed AS
SELECT
    d.unit, r.value AS said, text_of(said->'model') AS model_slug, count_of(said->'tokens', 1e15) AS total_tokens,
    CASE WHEN day_of(said->'date') BETWEEN DATE '2025-01-01' AND getvariable('captured_on') - 1 THEN day_of(said->'date') END
        AS observed_on,
    [misfit('date', said->'date', observed_on, 'no day that was over: row left out'),
     misfit('model', said->'model', model_slug, 'no text: row left out'),
     misfit('total_tokens', said->'tokens', total_tokens, 'no possible count: day left out')] AS misfits
FROM raw_document d, json_each(d.json->'rows') r;
INSERT INTO discarded BY NAME FROM discards('raw_routed');

CREATE OR REPLACE TEMP TABLE raw_routed AS
SELECT DISTINCT ON (observed_on, model_slug) observed_on, model_slug, total_tokens
FROM raw_routed
WHERE model_slug IS NOT NULL
    AND observed_on IN (SELECT observed_on FROM raw_routed GROUP BY observed_on HAVING count(*) = count(total_tokens))
ORDER BY observed_on, model_slug, total_tokens DESC;

DELETE FROM router_tokens WHERE observed_on IN (SELECT observed_on FROM raw_routed);
INSERT INTO router_tokens BY NAME
SELECT observed_on, model_slug, total_tokens, lower(model_slug) = 'other' AS is_other, getvariable('source') AS source
FROM raw_routed
ORDER BY observed_on, is_other, total_tokens DESC, model_slug;

CREATE OR REPLACE TEMP TABLE routed_model AS
WITH slug AS (
    SELECT DISTINCT model_slug, regexp_replace(split_part(model_slug, ':', 1), '-20[0-9]{6}$', '') AS plain
    FROM raw_routed
    WHERE lower(model_slug) <> 'other' AND model_slug NOT IN (SELECT model_slug FROM router_model WHERE evidence <> 'unknown')
), sibling AS ( -- the same model under another date or variant, where the panel's words agree
    SELECT regexp_replace(split_part(model_slug, ':', 1), '-20[0-9]{6}$', '') AS plain, min(lab) AS lab, min(lab_id) AS lab_id,
        bool_or(open_weights) AS open_weights, min(evidence) AS evidence, max(open_from) AS open_from
    FROM router_model
    WHERE evidence NOT IN ('stealth', 'unknown')
    GROUP BY plain
    HAVING count(DISTINCT open_weights) = 1 AND count(DISTINCT lab) <= 1
), named AS (
    SELECT split_part(model_id, ':', 1) AS plain, any_value(hub_model_id) AS repository
    FROM catalogue_current WHERE source = 'openrouter' AND hub_model_id IS NOT NULL
    GROUP BY plain
)
SELECT
    s.model_slug,
    coalesce(b.lab, l.name) AS lab,
    coalesce(b.lab_id, o.lab_id) AS lab_id,
    CASE WHEN s.plain LIKE 'openrouter/%' THEN NULL WHEN n.repository IS NOT NULL THEN TRUE ELSE b.open_weights END AS open_weights,
    CASE WHEN s.plain LIKE 'openrouter/%' THEN 'stealth' ELSE coalesce(b.evidence, n.repository, 'unknown') END AS evidence,
    b.open_from,
    getvariable('source') AS source
FROM slug s
LEFT JOIN sibling b USING (plain)
LEFT JOIN named n USING (plain)
LEFT JOIN (SELECT lower(organisation_id) AS organisation_id, any_value(lab_id) AS lab_id FROM organisation GROUP BY ALL) o
    ON o.organisation_id = lower(split_part(coalesce(n.repository, s.plain), '/', 1))
LEFT JOIN lab l ON l.lab_id = o.lab_id;

DELETE FROM router_model WHERE model_slug IN (SELECT model_slug FROM routed_model WHERE evidence <> 'unknown');
INSERT INTO router_model BY NAME
SELECT * FROM routed_model WHERE model_slug NOT IN (SELECT model_slug FROM router_model) ORDER BY model_slug;
