-- Models that could turn a total, at every step of a series: what they had at a reading and at the one before it. A total
-- without one of them is the whole series recomputed: the model is taken from both sides of every step, not of its largest.
-- They are the models of the largest moves (mart_mover), by the sum of these: five a lab, a hundred a source.
DELETE FROM mart_swing;
INSERT INTO mart_swing BY NAME
WITH moved AS (
    SELECT v.source, n.model_key, m.lab_id, sum(abs(v.downloads_after - v.downloads_before)) AS moved
    FROM mart_mover v JOIN mart_name n ON n.name = v.model_id JOIN model m USING (model_key)
    GROUP BY ALL
),
candidate AS (
    SELECT source, model_key FROM moved
    QUALIFY row_number() OVER (PARTITION BY source ORDER BY moved DESC, model_key) <= 100
        OR (lab_id IS NOT NULL AND row_number() OVER (PARTITION BY source, lab_id ORDER BY moved DESC, model_key) <= 5)
),
step AS (  -- at a joint that holds, the reading before is the archive's
    SELECT r.run_id, r.source, r.run_seq, r.snapshot_date,
        p.source AS before_source, p.run_seq AS before_seq, p.run_id AS before_id, p.snapshot_date AS before_date
    FROM snapshot_run r
    LEFT JOIN line_joint j ON j.run_id = r.run_id AND j.verdict = 'joined'
    JOIN snapshot_run p ON p.run_id = coalesce(r.previous_run_id, j.other_run_id)
    WHERE r.in_series AND r.in_totals AND r.listing = 'organisations'
),
counted AS (
    SELECT source, model_key, run_seq, listed, downloads_30d
    FROM reading WHERE model_key IN (SELECT model_key FROM candidate)
),
span AS (
    SELECT *, lead(run_seq) OVER (PARTITION BY source, model_key ORDER BY run_seq) AS next_seq FROM counted
),
at_run AS (
    SELECT u.run_id, s.model_key, s.downloads_30d
    FROM (SELECT run_id, source, run_seq FROM step UNION SELECT before_id, before_source, before_seq FROM step) u
    JOIN span s ON s.source = u.source AND u.run_seq >= s.run_seq AND (s.next_seq IS NULL OR u.run_seq < s.next_seq)
    WHERE s.listed AND s.downloads_30d IS NOT NULL
),
tier_from AS (  -- the tier that the reading's totals counted it under
    SELECT model_key, changed_on AS from_on, new_value::TINYINT AS tier FROM model_change WHERE field = 'tier'
    UNION ALL
    SELECT m.model_key, DATE '0001-01-01', CASE WHEN c.model_key IS NULL THEN m.tier ELSE c.old_value::TINYINT END
    FROM model m
    LEFT JOIN (
        SELECT * FROM model_change WHERE field = 'tier'
        QUALIFY row_number() OVER (PARTITION BY model_key ORDER BY changed_on) = 1
    ) c USING (model_key)
),
paired AS (
    SELECT t.*, c.model_key, n.downloads_30d AS downloads_after, b.downloads_30d AS downloads_before
    FROM step t
    JOIN candidate c USING (source)
    JOIN at_run n ON n.run_id = t.run_id AND n.model_key = c.model_key
    JOIN at_run b ON b.run_id = t.before_id AND b.model_key = c.model_key
)
SELECT
    p.run_id, p.source, p.snapshot_date, p.before_date, m.model_id, m.lab_id, t.tier, m.task_scope,
    EXISTS (FROM mart_left_out o WHERE o.run_id IN (p.run_id, p.before_id) AND o.model_key = p.model_key) AS excluded,
    p.downloads_before, p.downloads_after
FROM paired p
ASOF JOIN tier_from t ON t.model_key = p.model_key AND p.snapshot_date >= t.from_on
JOIN model m ON m.model_key = p.model_key
ORDER BY p.source, p.snapshot_date, m.model_id;
