-- Downloads a day from the all-time counter, since the last run of the series that was not frozen at the source.
-- Time elapsed is taken from the clocks of the two runs, but never as less than half a day: the Hub counts once a day,
-- and two readings minutes apart around midnight would otherwise turn one day's downloads into a hundred.

INSERT INTO flow BY NAME
WITH span AS (
    SELECT
        run_seq, previous_seq, flow_seq,
        flow_date + 1 AS from_on,
        snapshot_date AS until_on,
        coalesce(greatest(epoch(started_at - flow_started_at) / 86400, 0.5), snapshot_date - flow_date) AS days
    FROM batch
    WHERE getvariable('status') = 'ok'
),
both_ends AS (
    SELECT c.run_seq, c.model_key, c.downloads_all_time, c.downloads_all_time_before
    FROM compared c JOIN span s USING (run_seq)
    WHERE s.flow_seq = s.previous_seq
    UNION ALL
    SELECT c.run_seq, c.model_key, c.downloads_all_time, f.downloads_all_time
    FROM span s
    JOIN counter c USING (run_seq)
    JOIN listed_as_of(getvariable('source'), (SELECT flow_seq FROM batch WHERE flow_seq <> previous_seq)) f USING (model_key)
    WHERE s.flow_seq <> s.previous_seq
)
SELECT
    c.model_key,
    c.run_seq,
    s.from_on,
    s.until_on,
    CASE WHEN c.downloads_all_time >= c.downloads_all_time_before
        THEN round((c.downloads_all_time - c.downloads_all_time_before) / s.days, 2) END AS downloads,  -- 2 decimals compress
    nullif(concat_ws(' ',
        CASE WHEN s.until_on > s.from_on THEN 'imputed' END,
        CASE WHEN c.downloads_all_time < c.downloads_all_time_before THEN 'restated' END,
        CASE WHEN s.flow_seq <> s.previous_seq THEN 'stale' END
    ), '') AS flags
FROM span s
JOIN both_ends c USING (run_seq)
WHERE c.downloads_all_time IS NOT NULL AND c.downloads_all_time_before IS NOT NULL
ORDER BY c.run_seq, c.model_key;
