-- The state that each run is compared with: the run before it in its series, and, for flows, the last of those that was
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

-- Models that a source lists as of a run. latest_reading knows all but those that a later run moved (another run of the same day);
-- only for these the history is read.
CREATE OR REPLACE TEMP MACRO listed_as_of(of_source, seq) AS TABLE
SELECT model_key, downloads_30d, downloads_all_time, likes
FROM (
    SELECT model_key, listed, downloads_30d, downloads_all_time, likes
    FROM latest_reading
    WHERE source = of_source AND run_seq <= seq
    UNION ALL
    SELECT
        model_key,
        arg_max(listed, run_seq),
        arg_max_null(downloads_30d, run_seq),
        arg_max_null(downloads_all_time, run_seq),
        arg_max_null(likes, run_seq)
    FROM reading
    WHERE source = of_source AND run_seq <= seq
        AND model_key IN (SELECT model_key FROM latest_reading WHERE source = of_source AND run_seq > seq)
    GROUP BY model_key
)
WHERE listed;

-- What the run before said, under the number of the run that is compared with it.
CREATE OR REPLACE TEMP TABLE previous AS
SELECT
    getvariable('first_seq')::INTEGER AS run_seq, p.*,
    m.licence_raw IS NOT NULL AS licence_known,
    coalesce(m.created_on, m.created_before_on) IS NOT NULL AS created_known
FROM listed_as_of(getvariable('source'), (SELECT previous_seq FROM batch ORDER BY run_seq LIMIT 1)) p
JOIN model m USING (model_key)
UNION ALL BY NAME
SELECT
    b.run_seq, c.model_key, c.downloads_30d, c.downloads_all_time, c.likes,
    l.licence_raw IS NOT NULL AS licence_known,
    coalesce(l.created_on, l.created_before_on) IS NOT NULL AS created_known
FROM batch b
JOIN counter c ON c.run_seq = b.previous_seq
JOIN listing l USING (version);
