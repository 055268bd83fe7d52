-- Counts that a model cannot have come to since its last reading, by its own history: above 100 million in 30 days (1 billion in
-- all) and a thousand times the count before. They are unknown, and named. What no history speaks of, ceilings judge alone.

CREATE OR REPLACE TEMP TABLE unlikely AS
SELECT run_seq, model_key, 'downloads_30d' AS field, downloads_30d AS said
FROM compared
WHERE downloads_30d > 100000000 AND downloads_30d_before IS NOT NULL AND downloads_30d / 1000 > greatest(downloads_30d_before, 1)
UNION ALL
SELECT run_seq, model_key, 'downloads_all_time', downloads_all_time
FROM compared
WHERE downloads_all_time > 1000000000 AND downloads_all_time_before IS NOT NULL
    AND downloads_all_time / 1000 > greatest(downloads_all_time_before, 1);

INSERT INTO discarded_row BY NAME
SELECT
    b.capture_id, getvariable('source') AS source, b.run_id AS unit, u.field, count(*) AS rows,
    max(l.model_id || ': ' || u.said) AS example, 'a thousand times the count before: unknown' AS reason
FROM unlikely u
JOIN batch_run b USING (run_seq)
LEFT JOIN (SELECT model_key, any_value(model_id) AS model_id FROM listing GROUP BY model_key) l USING (model_key)
GROUP BY ALL;

UPDATE counter SET downloads_30d = NULL
WHERE (run_seq, model_key) IN (SELECT (run_seq, model_key) FROM unlikely WHERE field = 'downloads_30d');
UPDATE counter SET downloads_all_time = NULL
WHERE (run_seq, model_key) IN (SELECT (run_seq, model_key) FROM unlikely WHERE field = 'downloads_all_time');
UPDATE compared SET downloads_30d = NULL
WHERE (run_seq, model_key) IN (SELECT (run_seq, model_key) FROM unlikely WHERE field = 'downloads_30d');
UPDATE compared SET downloads_all_time = NULL
WHERE (run_seq, model_key) IN (SELECT (run_seq, model_key) FROM unlikely WHERE field = 'downloads_all_time');
UPDATE compared SET downloads_30d_before = NULL
WHERE (run_seq - 1, model_key) IN (SELECT (run_seq, model_key) FROM unlikely WHERE field = 'downloads_30d');
UPDATE compared SET downloads_all_time_before = NULL
WHERE (run_seq - 1, model_key) IN (SELECT (run_seq, model_key) FROM unlikely WHERE field = 'downloads_all_time');
