-- Readings, change-only: a row where a counter moved, or where a model enters or leaves the listing.

CREATE OR REPLACE TEMP TABLE moved AS
SELECT
    l.model_key, l.downloads_30d, l.downloads_all_time, l.likes, l.trending_score,
    CASE WHEN l.downloads_all_time < p.downloads_all_time THEN 'restated' END AS flags
FROM listing l
LEFT JOIN latest_reading p ON p.model_key = l.model_key AND p.source = getvariable('source')
WHERE p.model_key IS NULL OR NOT p.listed
    OR (l.downloads_30d, l.downloads_all_time, l.likes, l.trending_score)
        IS DISTINCT FROM (p.downloads_30d, p.downloads_all_time, p.likes, p.trending_score);

INSERT INTO reading BY NAME
SELECT model_key, getvariable('run_seq') AS run_seq, getvariable('source') AS source, listed,
    downloads_30d, downloads_all_time, likes, trending_score, flags
FROM (
    SELECT TRUE AS listed, * FROM moved
    UNION ALL BY NAME
    SELECT FALSE AS listed, model_key FROM latest_reading
    WHERE source = getvariable('source') AND listed AND model_key NOT IN (SELECT model_key FROM listing)
)
ORDER BY model_key;

CREATE OR REPLACE TEMP TABLE latest_now AS
SELECT
    getvariable('source') AS source,
    coalesce(l.model_key, p.model_key) AS model_key,
    CASE
        WHEN p.model_key IS NULL OR m.model_key IS NOT NULL OR p.listed <> (l.model_key IS NOT NULL) THEN getvariable('run_seq')
        ELSE p.run_seq
    END AS run_seq,
    l.model_key IS NOT NULL AS listed,
    CASE WHEN l.model_key IS NULL THEN p.seen_on ELSE getvariable('snapshot_date') END AS seen_on,
    CASE WHEN l.model_key IS NULL THEN p.downloads_30d ELSE l.downloads_30d END AS downloads_30d,
    CASE WHEN l.model_key IS NULL THEN p.downloads_all_time ELSE l.downloads_all_time END AS downloads_all_time,
    CASE WHEN l.model_key IS NULL THEN p.likes ELSE l.likes END AS likes,
    CASE WHEN l.model_key IS NULL THEN p.trending_score ELSE l.trending_score END AS trending_score
FROM listing l
FULL JOIN (SELECT * FROM latest_reading WHERE source = getvariable('source')) p ON p.model_key = l.model_key
LEFT JOIN moved m ON m.model_key = l.model_key;

DELETE FROM latest_reading WHERE source = getvariable('source');
INSERT INTO latest_reading BY NAME SELECT * FROM latest_now ORDER BY model_key;
