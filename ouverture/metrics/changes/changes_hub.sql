WITH reading_run AS (
    SELECT r.source, r.run_id, r.snapshot_date AS day, s.run_seq FROM series_run r JOIN snapshot_run s USING (run_id)
    WHERE r.source = (SELECT newest(source, snapshot_date, source) FROM series_run WHERE $until IS NULL OR snapshot_date <= $until)
), ends AS (
    SELECT s.*, n.source, n.run_id, b.run_id AS before_run, n.run_seq, b.run_seq AS before_seq
    FROM compared_days('reading_run', $since, $until) s
    JOIN reading_run n ON n.day = s.day
    JOIN reading_run b ON b.day = s.before_day
), state_of AS ( -- what the last reading up to either run says of each model
    SELECT model_key,
        arg_max(listed, r.run_seq) AS is_listed, arg_max_null(downloads_30d, r.run_seq) AS downloads,
        coalesce(arg_max(listed, r.run_seq) FILTER (r.run_seq <= before_seq), FALSE) AS was_listed,
        arg_max_null(downloads_30d, r.run_seq) FILTER (r.run_seq <= before_seq) AS downloads_before
    FROM reading r JOIN ends e ON r.source = e.source AND r.run_seq <= e.run_seq
    GROUP BY model_key
), counted AS (
    SELECT e.source, e.day, e.before_day, m.model_id, m.lab_id, m.tier,
        CASE WHEN is_listed THEN downloads END AS downloads_after, CASE WHEN was_listed THEN downloads_before END AS downloads_before,
        downloads - downloads_before AS difference, is_listed, was_listed,
        CASE WHEN m.on_exclusion_list OR EXISTS (FROM mart_left_out o WHERE o.run_id IN (e.run_id, e.before_run) AND o.model_key = m.model_key) THEN 'excluded' END AS flags
    FROM state_of JOIN model m USING (model_key), ends e
    WHERE (is_listed OR was_listed) AND of_tasks($tasks, m.task_scope)
), stated AS (
    SELECT *, CASE WHEN NOT was_listed THEN 'entered' WHEN NOT is_listed THEN 'left' WHEN difference > 0 THEN 'up' WHEN difference < 0 THEN 'down' END AS state
    FROM counted WHERE on_basis($basis, flags IS NOT NULL)
)
SELECT source, day AS snapshot_date, before_day AS before_date, state, model_id, lab_id, tier, downloads_before, downloads_after,
    CASE WHEN state IN ('up', 'down') THEN difference END AS change, count(*) OVER (PARTITION BY state) AS of_state, count(*) OVER () AS shown_of, flags
FROM stated
WHERE state IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY state ORDER BY abs(coalesce(change, downloads_after, downloads_before)) DESC NULLS LAST, model_id) <= $each
ORDER BY list_position(['up', 'down', 'entered', 'left'], state), abs(coalesce(change, downloads_after, downloads_before)) DESC NULLS LAST, model_id
