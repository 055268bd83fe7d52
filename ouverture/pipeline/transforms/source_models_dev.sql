-- The catalogue of models.dev, one row per provider and model, stored where something changed.

DELETE FROM raw_catalogue;
INSERT INTO raw_catalogue BY NAME
SELECT
    unit, provider, model_id, name, released_on, open_weights, price_in AS price_in_usd_per_mtok,
    price_out AS price_out_usd_per_mtok, nullif(context_tokens, 0) AS context_tokens, inputs || ' -> ' || outputs AS modalities,
    CASE WHEN provider = 'huggingface' AND contains(model_id, '/') THEN model_id END AS hub_model_id,
    [misfit('name', said->'name', name, 'no text: row left out'),
     -- a month or a year is a form that the catalogue knows, and no day
     CASE WHEN NOT regexp_full_match(said->>'release_date', '[0-9]{4}(-[0-9]{2})?')
        THEN misfit('release_date', said->'release_date', released_on, 'no day: unknown') END,
     misfit('open_weights', said->'open_weights', open_weights, 'neither true nor false: unknown'),
     misfit('cost.input', said->'cost'->'input', price_in, 'no price: unknown'),
     misfit('cost.output', said->'cost'->'output', price_out, 'no price: unknown'),
     misfit('limit.context', said->'limit'->'context', context_tokens, 'no possible count: unknown'),
     misfit('modalities', said->'modalities', inputs || outputs, 'no two lists of texts: unknown')] AS misfits
FROM (
    SELECT
        d.unit, plain_text(p.key) AS provider, plain_text(m.key) AS model_id, m.value AS said, text_of(said->'name') AS name,
        day_of(said->'release_date') AS released_on, flag_of(said->'open_weights') AS open_weights,
        price_of(said->'cost'->'input') AS price_in, price_of(said->'cost'->'output') AS price_out,
        count_of(said->'limit'->'context', 1e9) AS context_tokens,
        texts_of(said->'modalities'->'input') AS inputs, texts_of(said->'modalities'->'output') AS outputs
    FROM raw_document d, json_each(d.json) p, json_each(p.value, '$.models') m
    WHERE json_type(d.json) = 'OBJECT' AND json_type(p.value->'models') = 'OBJECT'
);
INSERT INTO discarded BY NAME FROM discards('raw_catalogue');

INSERT OR REPLACE INTO catalogue_model BY NAME
SELECT * FROM catalogue_changes(getvariable('source'), getvariable('captured_on'), TRUE) ORDER BY provider, model_id;
