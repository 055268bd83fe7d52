-- Downloads a day from the all-time counter, since the last run of the series that was not frozen at the source.
-- Time elapsed is taken from the clocks of the two runs, but never as less than half a day: the Hub counts once a day,
-- and two readings minutes apart around midnight would otherwise turn one day's downloads into a hundred.

INSERT INTO flow BY NAME
WITH span AS (
    SELECT
        b.run_id, b.run_seq,
        b.snapshot_date + 1 AS from_on,
        getvariable('snapshot_date') AS until_on,
        coalesce(
            greatest(epoch(getvariable('started_at') - b.started_at) / 86400, 0.5),
            getvariable('snapshot_date') - b.snapshot_date
        ) AS days
    FROM flow_run b
    WHERE getvariable('status') = 'ok'
)
SELECT
    l.model_key,
    getvariable('run_seq') AS run_seq,
    s.from_on,
    s.until_on,
    CASE WHEN l.downloads_all_time >= b.downloads_all_time
        THEN round((l.downloads_all_time - b.downloads_all_time) / s.days, 2) END AS downloads,  -- 2 decimals compress
    nullif(concat_ws(' ',
        CASE WHEN s.until_on > s.from_on THEN 'imputed' END,
        CASE WHEN l.downloads_all_time < b.downloads_all_time THEN 'restated' END,
        CASE WHEN s.run_id <> (SELECT run_id FROM previous_run) THEN 'stale' END
    ), '') AS flags
FROM span s
CROSS JOIN listing l
JOIN listed_as_of(getvariable('source'), (SELECT run_seq FROM flow_run)) b USING (model_key)
WHERE l.downloads_all_time IS NOT NULL AND b.downloads_all_time IS NOT NULL
ORDER BY l.model_key;
