-- Dated facts of others around the readings: packages, catalogues, boards, published figures. Written once per build from nothing.

INSERT INTO package_downloads BY NAME
SELECT p.registry, p.package, coalesce(r.side, 'other') AS side, r.lab_id, p.observed_on, p.window_days, p.counts,
    p.downloads, p.source
FROM read_csv(getvariable('packages_csv'), header = TRUE, compression = 'zstd', columns = {
    registry: 'VARCHAR', package: 'VARCHAR', observed_on: 'DATE', window_days: 'INTEGER', counts: 'VARCHAR',
    downloads: 'BIGINT', source: 'VARCHAR'
}) p
LEFT JOIN registry_package r USING (registry, package)
ORDER BY p.registry, p.package, p.observed_on;

INSERT INTO derivative_count BY NAME
SELECT source, observed_on, model_id, derivatives
FROM read_csv(getvariable('observations_csv'), header = TRUE, compression = 'zstd', columns = {
    observed_on: 'DATE', model_id: 'VARCHAR', downloads_30d: 'BIGINT', likes: 'INTEGER', derivatives: 'INTEGER', source: 'VARCHAR'
})
WHERE derivatives IS NOT NULL
ORDER BY source, observed_on, model_id;

INSERT INTO api_model BY NAME
SELECT
    a.model, a.lab, n.lab_id, a.country, a.released_on, a.open_weights, a.license AS licence, a.commercial_use,
    a.price_in_usd_per_mtok, a.price_out_usd_per_mtok, a.context_tokens, a.parameters_total_b, a.parameters_active_b, a.as_of, a.source
FROM read_csv(getvariable('api_models_csv'), header = TRUE, compression = 'zstd', columns = {
    model: 'VARCHAR', lab: 'VARCHAR', country: 'VARCHAR', released_on: 'DATE', open_weights: 'BOOLEAN', license: 'VARCHAR',
    commercial_use: 'BOOLEAN', price_in_usd_per_mtok: 'DOUBLE', price_out_usd_per_mtok: 'DOUBLE', context_tokens: 'BIGINT',
    parameters_total_b: 'DOUBLE', parameters_active_b: 'DOUBLE', as_of: 'DATE', source: 'VARCHAR'
}) a
LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(a.lab)
ORDER BY a.lab, a.model;

INSERT INTO benchmark_score BY NAME
SELECT yardstick, as_of, model, organization, license AS licence, is_open, score, votes, released_on, source
FROM read_csv(getvariable('arena_scores_csv'), header = TRUE, compression = 'zstd', columns = {
    yardstick: 'VARCHAR', as_of: 'DATE', model: 'VARCHAR', organization: 'VARCHAR', license: 'VARCHAR', is_open: 'BOOLEAN',
    score: 'DOUBLE', votes: 'BIGINT', released_on: 'DATE', source: 'VARCHAR'
})
ORDER BY yardstick, as_of, score DESC, model;

INSERT INTO board_record BY NAME
SELECT *
FROM read_csv(getvariable('arena_history_csv'), header = TRUE, compression = 'zstd', columns = {
    as_of: 'DATE', side: 'VARCHAR', best_model: 'VARCHAR', best_score: 'DOUBLE', second_best_score: 'DOUBLE',
    n_models: 'INTEGER', scale: 'VARCHAR', source: 'VARCHAR'
})
ORDER BY as_of, side;

INSERT INTO openness_evidence BY NAME
WITH system AS (
    SELECT *
    FROM read_csv(getvariable('openness_csv'), header = TRUE, compression = 'zstd', columns = {
        system: 'VARCHAR', organization: 'VARCHAR', country: 'VARCHAR', model_type: 'VARCHAR', released_month: 'VARCHAR',
        base_model: 'VARCHAR', data_base: 'VARCHAR', data_end: 'VARCHAR', weights_base: 'VARCHAR', weights_end: 'VARCHAR',
        training_code: 'VARCHAR', code_documentation: 'VARCHAR', architecture: 'VARCHAR', preprint: 'VARCHAR', paper: 'VARCHAR',
        model_card: 'VARCHAR', datasheet: 'VARCHAR', licenses: 'VARCHAR', assessed_on: 'DATE', source: 'VARCHAR'
    })
),
dimension AS (
    UNPIVOT system
    ON data_base, data_end, weights_base, weights_end, training_code, code_documentation,
       architecture, preprint, paper, model_card, datasheet, licenses
    INTO NAME component VALUE value
)
SELECT
    d.system AS subject, n.lab_id, d.component, d.value, 'https://osai-index.eu' AS link, d.assessed_on AS checked_on,
    bringer_of('openness_evidence') AS source -- one index, one name: a live assessment replaces the panel's
FROM dimension d
LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(d.organization)
ORDER BY subject, component;

INSERT INTO claim BY NAME
SELECT
    claim_id, claim, figure, unit, as_of, who, kind,
    -- a year, a month or a day, as published: it speaks of all of it
    CASE length(as_of) WHEN 4 THEN as_of || '-01-01' WHEN 7 THEN as_of || '-01' ELSE as_of END::DATE AS speaks_from,
    CASE length(as_of) WHEN 4 THEN (as_of || '-12-31')::DATE WHEN 7 THEN last_day((as_of || '-01')::DATE) ELSE as_of::DATE END AS speaks_until
FROM read_csv(getvariable('claims_csv'), header = TRUE, compression = 'zstd', columns = {
    claim_id: 'VARCHAR', claim: 'VARCHAR', figure: 'DOUBLE', unit: 'VARCHAR', as_of: 'VARCHAR', who: 'VARCHAR', kind: 'VARCHAR'
})
ORDER BY claim_id;

-- One dataset, one name: what the live source reads of a day takes the place of the panel's.
INSERT INTO router_tokens BY NAME
SELECT observed_on, model_slug, total_tokens, is_other, bringer_of('router_tokens') AS source, via
FROM read_csv(getvariable('router_tokens_csv'), header = TRUE, compression = 'zstd', columns = {
    observed_on: 'DATE', model_slug: 'VARCHAR', total_tokens: 'BIGINT', is_other: 'BOOLEAN', source: 'VARCHAR', via: 'VARCHAR'
})
ORDER BY observed_on, is_other, total_tokens DESC, model_slug;

INSERT INTO router_model BY NAME
SELECT r.model_slug, r.lab, n.lab_id, r.open_weights, r.evidence, r.open_from, bringer_of('router_tokens') AS source
FROM read_csv(getvariable('router_models_csv'), header = TRUE, compression = 'zstd', columns = {
    model_slug: 'VARCHAR', lab: 'VARCHAR', open_weights: 'BOOLEAN', evidence: 'VARCHAR', open_from: 'DATE'
}) r
LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(r.lab)
ORDER BY r.model_slug;

INSERT INTO hub_size BY NAME
SELECT observed_on, models_on_hub AS models, source, method
FROM read_csv(getvariable('growth_csv'), header = TRUE, compression = 'zstd', columns = {
    observed_on: 'DATE', models_on_hub: 'BIGINT', source: 'VARCHAR', method: 'VARCHAR'
})
ORDER BY method, observed_on;

INSERT INTO organisation_coverage BY NAME
SELECT
    c.source,
    CASE WHEN c.models_in_panel IS NOT NULL THEN r.run_id END AS run_id,  -- a row without numbers marks a gap
    c.observed_on,
    c.author AS organisation_id,
    c.models_in_source,
    c.models_in_panel AS models_held,
    c.downloads_in_source,
    c.downloads_in_panel AS downloads_held,
    coalesce(contains(c.note, 'source list known to be incomplete'), FALSE) AS incomplete,  -- the panel's fixed words, read here alone
    c.note
FROM read_csv(getvariable('coverage_csv'), header = TRUE, compression = 'zstd', columns = {
    observed_on: 'DATE', author: 'VARCHAR', source: 'VARCHAR', models_in_source: 'BIGINT', models_in_panel: 'BIGINT',
    downloads_in_source: 'BIGINT', downloads_in_panel: 'BIGINT', note: 'VARCHAR'
}) c
LEFT JOIN raw_panel_run r ON r.source = c.source AND r.snapshot_date = c.observed_on
ORDER BY c.source, c.observed_on, organisation_id;
