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
before AS (
    SELECT run_seq, model_key, p.downloads_all_time
    FROM previous p JOIN span s USING (run_seq)
    WHERE s.flow_seq = s.previous_seq
    UNION ALL
    SELECT s.run_seq, f.model_key, f.downloads_all_time
    FROM span s
    CROSS JOIN listed_as_of(getvariable('source'), (SELECT flow_seq FROM batch WHERE flow_seq <> previous_seq)) f
    WHERE s.flow_seq <> s.previous_seq
)
SELECT
    l.model_key,
    l.run_seq,
    s.from_on,
    s.until_on,
    CASE WHEN l.downloads_all_time >= b.downloads_all_time
        THEN round((l.downloads_all_time - b.downloads_all_time) / s.days, 2) END AS downloads,  -- 2 decimals compress
    nullif(concat_ws(' ',
        CASE WHEN s.until_on > s.from_on THEN 'imputed' END,
        CASE WHEN l.downloads_all_time < b.downloads_all_time THEN 'restated' END,
        CASE WHEN s.flow_seq <> s.previous_seq THEN 'stale' END
    ), '') AS flags
FROM span s
JOIN counter l USING (run_seq)
JOIN before b ON b.run_seq = l.run_seq AND b.model_key = l.model_key
WHERE l.downloads_all_time IS NOT NULL AND b.downloads_all_time IS NOT NULL
ORDER BY l.run_seq, l.model_key;
