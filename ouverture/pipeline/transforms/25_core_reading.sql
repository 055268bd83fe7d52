-- Readings, change-only: a row where a counter moved, or where a model enters or leaves the listing.

-- The last known reading of each model, before the batch, and those of the batch, each beside its neighbours.
CREATE OR REPLACE TEMP TABLE in_turn AS
SELECT
    *,
    lag(run_seq) OVER w AS before_seq,
    lag(listed) OVER w AS listed_before,
    lag({'downloads_30d': downloads_30d, 'all_time': downloads_all_time, 'likes': likes, 'trending': trending_score}) OVER w AS before,
    lag(downloads_all_time) OVER w AS downloads_all_time_before,
    lead(run_seq) OVER w AS after_seq
FROM (
    SELECT getvariable('first_seq')::INTEGER - 1 AS run_seq, model_key, listed, downloads_30d, downloads_all_time, likes, trending_score
    FROM latest_reading WHERE source = getvariable('source')
    UNION ALL
    SELECT run_seq, model_key, TRUE, downloads_30d, downloads_all_time, likes, trending_score FROM counter
)
WINDOW w AS (PARTITION BY model_key ORDER BY run_seq);

CREATE OR REPLACE TEMP TABLE moved AS
SELECT
    model_key, run_seq, TRUE AS listed, downloads_30d, downloads_all_time, likes, trending_score,
    CASE WHEN downloads_all_time < downloads_all_time_before THEN 'restated' END AS flags
FROM in_turn
WHERE run_seq >= getvariable('first_seq') AND (
    before_seq IS NULL OR before_seq < run_seq - 1 OR NOT listed_before
    OR {'downloads_30d': downloads_30d, 'all_time': downloads_all_time, 'likes': likes, 'trending': trending_score} IS DISTINCT FROM before
)
UNION ALL BY NAME
SELECT model_key, run_seq + 1 AS run_seq, FALSE AS listed
FROM in_turn
WHERE listed AND run_seq < (SELECT max(run_seq) FROM batch) AND coalesce(after_seq > run_seq + 1, TRUE);

INSERT INTO reading BY NAME SELECT *, getvariable('source') AS source FROM moved ORDER BY run_seq, model_key;

CREATE OR REPLACE TEMP TABLE latest_now AS
SELECT
    getvariable('source') AS source,
    t.model_key,
    coalesce(m.run_seq, p.run_seq) AS run_seq,
    t.listed AND t.run_seq = (SELECT max(run_seq) FROM batch) AS listed,
    coalesce(b.snapshot_date, p.seen_on) AS seen_on,
    t.downloads_30d, t.downloads_all_time, t.likes, t.trending_score
FROM in_turn t
LEFT JOIN batch b ON b.run_seq = t.run_seq
LEFT JOIN (SELECT model_key, max(run_seq) AS run_seq FROM moved GROUP BY model_key) m ON m.model_key = t.model_key
LEFT JOIN latest_reading p ON p.model_key = t.model_key AND p.source = getvariable('source')
WHERE t.after_seq IS NULL;

DELETE FROM latest_reading WHERE source = getvariable('source');
INSERT INTO latest_reading BY NAME SELECT * FROM latest_now ORDER BY model_key;
