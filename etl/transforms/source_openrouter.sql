-- The catalogue of OpenRouter, stored where something changed. Prices a token become prices per million; below 0 = unknown.

DELETE FROM raw_catalogue;
INSERT INTO raw_catalogue BY NAME
WITH entry AS (
    SELECT unnest(r.data) AS m
    FROM read_json(
        getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
        columns = {data: 'STRUCT(id VARCHAR, "name" VARCHAR, hugging_face_id VARCHAR, context_length BIGINT,
            pricing STRUCT(prompt VARCHAR, completion VARCHAR),
            architecture STRUCT(input_modalities VARCHAR[], output_modalities VARCHAR[]))[]'}
    ) r
), priced AS (
    SELECT m, try_cast(m.pricing.prompt AS DOUBLE) AS price_in, try_cast(m.pricing.completion AS DOUBLE) AS price_out
    FROM entry
)
SELECT
    'openrouter' AS provider,
    m.id AS model_id,
    coalesce(m.name, m.id) AS name,
    nullif(m.hugging_face_id, '') AS hub_model_id,
    CASE WHEN price_in >= 0 THEN round(price_in * 1e6, 6) END AS price_in_usd_per_mtok,
    CASE WHEN price_out >= 0 THEN round(price_out * 1e6, 6) END AS price_out_usd_per_mtok,
    nullif(m.context_length, 0) AS context_tokens,
    array_to_string(m.architecture.input_modalities, ',') || ' -> '
        || array_to_string(m.architecture.output_modalities, ',') AS modalities
FROM priced;

INSERT OR REPLACE INTO catalogue_model BY NAME
SELECT * FROM catalogue_changes(getvariable('source'), getvariable('captured_on'), TRUE) ORDER BY provider, model_id;
