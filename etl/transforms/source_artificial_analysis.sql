-- Artificial Analysis: its indices become boards, its prices a catalogue. Stored where something changed.

CREATE OR REPLACE TEMP TABLE analysed AS
SELECT unnest(r.data) AS m
FROM read_json(
    getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
    columns = {data: 'STRUCT(id VARCHAR, slug VARCHAR, "name" VARCHAR, release_date VARCHAR,
        model_creator STRUCT("name" VARCHAR), evaluations MAP(VARCHAR, JSON),
        pricing STRUCT(price_1m_input_tokens DOUBLE, price_1m_output_tokens DOUBLE))[]'}
) r;

DELETE FROM raw_catalogue;
INSERT INTO raw_catalogue BY NAME
SELECT
    'artificial-analysis' AS provider,
    coalesce(m.slug, m.id, m.name) AS model_id,
    m.name AS name,
    try_cast(m.release_date AS DATE) AS released_on,
    m.pricing.price_1m_input_tokens AS price_in_usd_per_mtok,
    m.pricing.price_1m_output_tokens AS price_out_usd_per_mtok
FROM analysed;
INSERT OR REPLACE INTO catalogue_model BY NAME
SELECT * FROM catalogue_changes(getvariable('source'), getvariable('captured_on'), FALSE) ORDER BY provider, model_id;

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
WITH evaluation AS (SELECT m, unnest(map_entries(m.evaluations)) AS e FROM analysed)
SELECT DISTINCT ON (yardstick, model)
    'artificial-analysis/' || regexp_extract(e.key, '^artificial_analysis_([a-z]+)_index$', 1) AS yardstick,
    getvariable('captured_on') AS as_of,
    m.name AS model,
    m.model_creator.name AS organization,
    try_cast(e.value AS DOUBLE) AS score,
    CASE WHEN try_cast(m.release_date AS DATE) <= getvariable('captured_on') THEN try_cast(m.release_date AS DATE) END AS released_on
FROM evaluation
WHERE regexp_matches(e.key, '^artificial_analysis_[a-z]+_index$') AND try_cast(e.value AS DOUBLE) IS NOT NULL
ORDER BY yardstick, model, score DESC;

CREATE OR REPLACE TEMP TABLE new_board AS SELECT * FROM board_changes(getvariable('source'));
DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM new_board);
INSERT INTO benchmark_score BY NAME SELECT * FROM new_board ORDER BY yardstick, score DESC, model;
