-- The catalogue of OpenRouter, stored where something changed. Prices a token become prices per million; below 0 = unknown.

DELETE FROM raw_catalogue;
INSERT INTO raw_catalogue BY NAME
SELECT
    unit, 'openrouter' AS provider, model_id, coalesce(name, model_id) AS name, hub_model_id,
    round(price_in * 1e6, 6) AS price_in_usd_per_mtok, round(price_out * 1e6, 6) AS price_out_usd_per_mtok,
    nullif(context_tokens, 0) AS context_tokens, inputs || ' -> ' || outputs AS modalities,
    [misfit('id', said->'id', model_id, 'no text: row left out'),
     misfit('name', said->'name', name, 'no text: unknown'),
     misfit('hugging_face_id', said->'hugging_face_id', hub_model_id, 'no text: unknown'),
     misfit('context_length', said->'context_length', context_tokens, 'no possible count: unknown'),
     misfit('pricing.prompt', said->'pricing'->'prompt', number_of(said->'pricing'->'prompt'), 'no price: unknown'),
     misfit('pricing.completion', said->'pricing'->'completion', number_of(said->'pricing'->'completion'), 'no price: unknown'),
     misfit('architecture', said->'architecture', inputs || outputs, 'no two lists of texts: unknown')] AS misfits
FROM (
    SELECT
        d.unit, r.value AS said, text_of(said->'id') AS model_id, text_of(said->'name') AS name,
        text_of(said->'hugging_face_id') AS hub_model_id, count_of(said->'context_length', 1e9) AS context_tokens,
        price_of(said->'pricing'->'prompt') AS price_in, price_of(said->'pricing'->'completion') AS price_out,
        texts_of(said->'architecture'->'input_modalities') AS inputs,
        texts_of(said->'architecture'->'output_modalities') AS outputs
    FROM raw_document d, json_each(d.json->'data') r
);
INSERT INTO discarded BY NAME FROM discards('raw_catalogue');

INSERT OR REPLACE INTO catalogue_model BY NAME
SELECT * FROM catalogue_changes(getvariable('source'), getvariable('captured_on'), TRUE) ORDER BY provider, model_id;
