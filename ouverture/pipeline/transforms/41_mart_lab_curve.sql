DELETE FROM mart_lab_curve;
INSERT INTO mart_lab_curve BY NAME
WITH leader AS (
    SELECT m.model_key, m.lab_id, m.model_id, m.task_scope, r.released_on
    FROM model m JOIN mart_model c USING (model_key) JOIN release r USING (model_key)
    WHERE m.lab_id IS NOT NULL AND r.released_on IS NOT NULL AND NOT m.on_exclusion_list
    QUALIFY row_number() OVER (PARTITION BY m.lab_id, m.task_scope ORDER BY c.downloads_30d DESC NULLS LAST, m.model_id) <= 10
),
span AS (
    SELECT r.*, lead(run_seq) OVER (PARTITION BY source, model_key ORDER BY run_seq) AS next_seq
    FROM reading r
    WHERE model_key IN (SELECT model_key FROM leader)
)
SELECT
    l.lab_id, l.model_id, l.task_scope, s.source, u.snapshot_date,
    (u.snapshot_date - l.released_on)::INTEGER AS age_days,
    s.downloads_30d, s.downloads_all_time,
    o.model_key IS NOT NULL AS excluded
FROM leader l
JOIN span s USING (model_key)
JOIN snapshot_run u ON u.source = s.source AND u.run_seq >= s.run_seq AND (s.next_seq IS NULL OR u.run_seq < s.next_seq)
LEFT JOIN mart_left_out o ON o.run_id = u.run_id AND o.model_key = l.model_key
WHERE s.listed AND u.in_series AND u.snapshot_date >= l.released_on
ORDER BY l.lab_id, l.task_scope, l.model_id, s.source, u.snapshot_date;
