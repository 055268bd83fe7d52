-- Days of an archive of the Hub: the captured Parquet files as records, which 10_raw_listing.sql turns into the listing.
-- All-time counts begin in February 2025; archives write 0 for those before, which is unknown.

CREATE OR REPLACE TEMP TABLE raw_day AS
SELECT p.path, p.run_seq, max(r."downloadsAllTime") AS largest
FROM (SELECT unnest(getvariable('pages')) AS path, unnest(getvariable('page_runs')) AS run_seq) p
JOIN read_parquet(getvariable('pages'), filename = TRUE) r ON r.filename = p.path
GROUP BY p.path, p.run_seq;

CREATE OR REPLACE TEMP VIEW raw_record AS
SELECT
    d.run_seq,
    d.run_seq::BIGINT << 32 | r.file_row_number AS record_no,
    1 AS page_seq,
    id AS model_id,
    _id AS hub_id,
    downloads AS downloads_30d,
    CASE
        WHEN "downloadsAllTime" = 0 AND (downloads > 0 OR d.largest = 0) THEN NULL
        ELSE "downloadsAllTime"
    END AS downloads_all_time,
    try_cast(likes AS INTEGER) AS likes,
    "trendingScore"::REAL AS trending_score,
    day_in("createdAt") AS created_on,
    pipeline_tag,
    library_name,
    gated,
    parameters AS safetensors_total,  -- NULL where packed: ouverture/pipeline/sources/archive_files.py counts by the same rule
    FALSE AS packed,
    NULL::BIGINT AS gguf_total,
    tags,
    NULL::VARCHAR[] AS licence_cards,
    NULL AS licence_name,
    NULL AS licence_link,
    NULL::VARCHAR[] AS base_cards,
    NULL::STRUCT(kind VARCHAR, said VARCHAR)[] AS odd
FROM read_parquet(getvariable('pages'), filename = TRUE, file_row_number = TRUE) r
JOIN raw_day d ON d.path = r.filename
WHERE id <> '';
