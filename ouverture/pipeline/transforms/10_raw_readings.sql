-- One run of the Hub: the captured pages as records, which 10_raw_listing.sql turns into the listing.
-- What has not the type it should have becomes NULL; a key that is missing is missing. Counts and days that are none are ``odd``.

CREATE OR REPLACE TEMP MACRO told_text(said) AS CASE WHEN said[1] NOT IN ('{', '[') THEN nullif(said, '') END;

CREATE OR REPLACE TEMP MACRO hub_keys() AS {
    _id: 'VARCHAR', id: 'VARCHAR', downloads: 'VARCHAR', "downloadsAllTime": 'VARCHAR', likes: 'VARCHAR',
    "trendingScore": 'VARCHAR', "createdAt": 'VARCHAR', pipeline_tag: 'VARCHAR', library_name: 'VARCHAR',
    gated: 'VARCHAR', safetensors: 'JSON', gguf: 'JSON', tags: 'JSON', "cardData": 'JSON'
};

-- The records of the relation named, which has these keys as columns and says their ``place``.
CREATE OR REPLACE TEMP MACRO hub_record(told) AS TABLE
SELECT
    r.place,
    r.id AS model_id,
    told_text(r._id) AS hub_id,
    whole_of(r.downloads) AS downloads_30d,
    whole_of(r."downloadsAllTime") AS downloads_all_time,
    whole_of(r.likes) AS likes,
    try_cast(r."trendingScore" AS REAL) AS trending_score,
    day_in(r."createdAt") AS created_on,
    told_text(r.pipeline_tag) AS pipeline_tag,
    told_text(r.library_name) AS library_name,
    r.gated,
    weights_counted(weights_by_dtype(r.safetensors), try_cast(r.safetensors ->> '$.total' AS BIGINT)) AS safetensors_total,
    weights_packed(weights_by_dtype(r.safetensors)) AS packed,
    try_cast(r.gguf ->> '$.total' AS BIGINT) AS gguf_total,
    try_cast(r.tags AS VARCHAR[]) AS tags,
    CASE json_type(r."cardData", '$.license')
        WHEN 'VARCHAR' THEN [r."cardData" ->> '$.license']
        WHEN 'ARRAY' THEN try_cast(r."cardData" -> '$.license' AS VARCHAR[])
    END AS licence_cards,
    r."cardData" ->> '$.license_name' AS licence_name,
    r."cardData" ->> '$.license_link' AS licence_link,
    CASE json_type(r."cardData", '$.base_model')
        WHEN 'VARCHAR' THEN [r."cardData" ->> '$.base_model']
        WHEN 'ARRAY' THEN try_cast(r."cardData" -> '$.base_model' AS VARCHAR[])
    END AS base_cards,
    CASE WHEN r.downloads IS NOT NULL AND downloads_30d IS NULL OR r."downloadsAllTime" IS NOT NULL AND downloads_all_time IS NULL
            OR r.likes IS NOT NULL AND whole_of(r.likes) IS NULL OR r."createdAt" IS NOT NULL AND created_on IS NULL
        THEN [o FOR o IN [
            {kind: 'downloads_30d', said: CASE WHEN downloads_30d IS NULL THEN r.downloads END},
            {kind: 'downloads_all_time', said: CASE WHEN downloads_all_time IS NULL THEN r."downloadsAllTime" END},
            {kind: 'likes', said: CASE WHEN whole_of(r.likes) IS NULL THEN r.likes END},
            {kind: 'created_on', said: CASE WHEN created_on IS NULL THEN r."createdAt" END}
        ] IF o['said'] IS NOT NULL] END AS odd
FROM query_table(told) r
WHERE r.id <> '';

CREATE OR REPLACE TEMP VIEW page_record AS
WITH page AS (
    SELECT
        unnest(getvariable('pages')) AS path,
        {run_seq: unnest(getvariable('page_runs'))::INTEGER, page_seq: unnest(getvariable('page_places'))::INTEGER} AS place
)
FROM read_json(
    getvariable('pages'), format = 'array', compression = 'zstd', filename = TRUE, maximum_object_size = 33554432,
    columns = hub_keys()
) r
JOIN page p ON p.path = r.filename;

CREATE OR REPLACE TEMP TABLE raw_hub_record AS
SELECT row_number() OVER () AS record_no, unnest(place), * EXCLUDE (place) FROM hub_record('page_record');

CREATE OR REPLACE TEMP VIEW raw_record AS FROM raw_hub_record;
