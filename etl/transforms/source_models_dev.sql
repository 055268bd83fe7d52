-- The catalogue of models.dev, one row per provider and model, stored where something changed.

DELETE FROM raw_catalogue;
INSERT INTO raw_catalogue BY NAME
WITH provider AS (
    SELECT unnest(map_entries(from_json(json, '"MAP(VARCHAR, JSON)"'))) AS p
    FROM read_json_objects(
        getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432
    )
), entry AS (
    SELECT p.key AS provider, unnest(map_entries(from_json(p.value->'models', '"MAP(VARCHAR, JSON)"'))) AS m
    FROM provider
)
SELECT
    provider,
    m.key AS model_id,
    m.value->>'name' AS name,
    CASE WHEN provider = 'huggingface' AND m.key LIKE '%/%' THEN m.key END AS hub_model_id,
    try_cast(m.value->>'release_date' AS DATE) AS released_on,
    try_cast(m.value->>'open_weights' AS BOOLEAN) AS open_weights,
    try_cast(m.value->'cost'->>'input' AS DOUBLE) AS price_in_usd_per_mtok,
    try_cast(m.value->'cost'->>'output' AS DOUBLE) AS price_out_usd_per_mtok,
    nullif(try_cast(m.value->'limit'->>'context' AS BIGINT), 0) AS context_tokens,
    array_to_string((m.value->'modalities'->'input')::VARCHAR[], ',') || ' -> '
        || array_to_string((m.value->'modalities'->'output')::VARCHAR[], ',') AS modalities
FROM entry
WHERE m.value->>'name' IS NOT NULL;

INSERT OR REPLACE INTO catalogue_model BY NAME
SELECT * FROM catalogue_changes(getvariable('source'), getvariable('captured_on'), TRUE) ORDER BY provider, model_id;
