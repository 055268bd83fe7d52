-- What each run is compared with: the run before it in its series, and, for flows, the last of those that was
-- not frozen at the source (the flow then spans the frozen run as well). Inside a batch that is the run before.

CREATE OR REPLACE TEMP TABLE batch AS
WITH earlier AS (
    SELECT run_id, run_seq, snapshot_date, started_at, status
    FROM snapshot_run
    WHERE in_series AND source = getvariable('source') AND listing = getvariable('listing')
        AND snapshot_date < (SELECT min(snapshot_date) FROM batch_run)
),
last AS (
    SELECT max(run_seq) AS run_seq, max(run_seq) FILTER (status = 'ok') AS flow_seq FROM earlier
)
SELECT
    r.*,
    coalesce(lag(r.run_id) OVER w, p.run_id) AS previous_run_id,
    coalesce(lag(r.run_seq) OVER w, p.run_seq) AS previous_seq,
    coalesce(lag(r.snapshot_date) OVER w, p.snapshot_date) AS previous_date,
    coalesce(lag(r.run_seq) OVER w, f.run_seq) AS flow_seq,
    coalesce(lag(r.snapshot_date) OVER w, f.snapshot_date) AS flow_date,
    CASE WHEN lag(r.run_seq) OVER w IS NULL THEN f.started_at ELSE lag(r.started_at) OVER w END AS flow_started_at,
    r.run_seq = max(r.run_seq) OVER () AS is_last
FROM batch_run r
CROSS JOIN last l
LEFT JOIN earlier p ON p.run_seq = l.run_seq
LEFT JOIN earlier f ON f.run_seq = l.flow_seq
WINDOW w AS (ORDER BY r.run_seq);

CREATE OR REPLACE TEMP TABLE previous AS
SELECT * FROM listed_as_of(getvariable('source'), (SELECT previous_seq FROM batch ORDER BY run_seq LIMIT 1));

-- Each run's rows beside what the run before said of the same model.
CREATE OR REPLACE TEMP TABLE compared AS
SELECT
    c.*,
    p.model_key IS NOT NULL AS listed_before,
    p.* EXCLUDE (run_seq, model_key)
FROM counter c
LEFT JOIN (
    SELECT
        getvariable('first_seq')::INTEGER AS run_seq, p.model_key,
        p.downloads_30d AS downloads_30d_before,
        p.downloads_all_time AS downloads_all_time_before,
        p.likes AS likes_before,
        m.licence_raw IS NOT NULL AS licence_before,
        coalesce(m.created_on, m.created_before_on) IS NOT NULL AS created_before
    FROM previous p JOIN model m USING (model_key)
    UNION ALL
    SELECT
        c.run_seq + 1, c.model_key, c.downloads_30d, c.downloads_all_time, c.likes,
        l.licence_raw IS NOT NULL, coalesce(l.created_on, l.created_before_on) IS NOT NULL
    FROM counter c JOIN listing l USING (version)
) p ON p.run_seq = c.run_seq AND p.model_key = c.model_key;
