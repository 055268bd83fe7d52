-- The state that this run is compared with: the last run of its series before its day, and, for flows, the last of those
-- that was not frozen at the source (the flow then spans the frozen run as well).

CREATE OR REPLACE TEMP TABLE previous_run AS
SELECT run_id, run_seq, snapshot_date, started_at, status
FROM snapshot_run
WHERE in_series AND source = getvariable('source') AND listing = getvariable('listing')
    AND snapshot_date < getvariable('snapshot_date')
ORDER BY run_seq DESC LIMIT 1;

CREATE OR REPLACE TEMP TABLE flow_run AS
SELECT run_id, run_seq, snapshot_date, started_at
FROM snapshot_run
WHERE in_series AND status = 'ok' AND source = getvariable('source') AND listing = getvariable('listing')
    AND snapshot_date < getvariable('snapshot_date')
ORDER BY run_seq DESC LIMIT 1;

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

CREATE OR REPLACE TEMP TABLE previous AS
SELECT getvariable('run_seq') AS run_seq, *
FROM listed_as_of(getvariable('source'), (SELECT run_seq FROM previous_run));

CREATE OR REPLACE TEMP TABLE batch AS
SELECT
    getvariable('run_id') AS run_id,
    getvariable('run_seq')::INTEGER AS run_seq,
    getvariable('snapshot_date')::DATE AS snapshot_date,
    getvariable('started_at')::TIMESTAMP AS started_at,
    p.run_id AS previous_run_id,
    p.run_seq AS previous_seq,
    p.snapshot_date AS previous_date,
    TRUE AS is_last
FROM (SELECT 1) LEFT JOIN previous_run p ON TRUE;
