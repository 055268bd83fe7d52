-- One day of an archive of the Hub: the captured Parquet file as records, which 10_raw_listing.sql turns into the listing.
-- All-time counts begin in February 2025; archives write 0 for those before, which is unknown.

CREATE OR REPLACE TEMP VIEW raw_record AS
SELECT
    1 AS page_seq,
    id AS model_id,
    _id AS hub_id,
    downloads AS downloads_30d,
    CASE
        WHEN "downloadsAllTime" = 0 AND (downloads > 0 OR (max("downloadsAllTime") OVER ()) = 0) THEN NULL
        ELSE "downloadsAllTime"
    END AS downloads_all_time,
    TRY_CAST(likes AS INTEGER) AS likes,
    "trendingScore"::REAL AS trending_score,
    TRY_CAST("createdAt" AS TIMESTAMP)::DATE AS created_on,
    pipeline_tag,
    library_name,
    gated,
    parameters AS safetensors_total,
    NULL::BIGINT AS gguf_total,
    tags,
    NULL::JSON AS card
FROM read_parquet(getvariable('pages'))
WHERE id <> '';
