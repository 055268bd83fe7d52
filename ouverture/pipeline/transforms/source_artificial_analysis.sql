-- Artificial Analysis: its indices become boards, its prices a catalogue. Stored where something changed.

CREATE OR REPLACE TEMP TABLE analysed AS
SELECT d.unit, r.value AS said, text_of(r.value->'name') AS name, day_of(r.value->'release_date') AS released_on
FROM raw_document d, json_each(d.json->'data') r
WHERE json_type(r.value) = 'OBJECT';

DELETE FROM raw_catalogue;
INSERT INTO raw_catalogue BY NAME
SELECT
    unit, 'artificial-analysis' AS provider, coalesce(text_of(said->'slug'), text_of(said->'id'), name) AS model_id, name,
    released_on, price_in AS price_in_usd_per_mtok, price_out AS price_out_usd_per_mtok,
    [misfit('name', said->'name', name, 'no text: row left out'),
     misfit('release_date', said->'release_date', released_on, 'no day: unknown'),
     misfit('price_1m_input_tokens', said->'pricing'->'price_1m_input_tokens', price_in, 'no price: unknown'),
     misfit('price_1m_output_tokens', said->'pricing'->'price_1m_output_tokens', price_out, 'no price: unknown')] AS misfits
FROM (
    SELECT *, price_of(said->'pricing'->'price_1m_input_tokens') AS price_in,
        price_of(said->'pricing'->'price_1m_output_tokens') AS price_out
    FROM analysed
);
INSERT INTO discarded BY NAME FROM discards('raw_catalogue');
INSERT OR REPLACE INTO catalogue_model BY NAME
SELECT * FROM catalogue_changes(getvariable('source'), getvariable('captured_on'), FALSE) ORDER BY provider, model_id;

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
SELECT
    unit, 'artificial-analysis/' || regexp_extract(e.key, '^artificial_analysis_([a-z]+)_index$', 1) AS yardstick,
    getvariable('captured_on') AS as_of, name AS model, text_of(said->'model_creator'->'name') AS organization,
    score_of(e.value) AS score, released_on,
    [misfit('evaluations', e.value, score_of(e.value), 'no possible score: row left out')] AS misfits
FROM analysed, json_each(said->'evaluations') e
WHERE regexp_full_match(e.key, 'artificial_analysis_[a-z]+_index');
INSERT INTO discarded BY NAME FROM discards('raw_board');

CREATE OR REPLACE TEMP TABLE new_board AS FROM board_changes();
DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM new_board);
INSERT INTO benchmark_score BY NAME SELECT * FROM new_board ORDER BY yardstick, score DESC, model;
