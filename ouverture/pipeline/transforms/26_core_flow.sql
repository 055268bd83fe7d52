-- Downloads a day from the all-time counter, since the model's own last count in a good run of an earlier day: a run of
-- smaller scope, a frozen one or one that lacks its count is spanned, for that model alone.
-- Time elapsed is taken from the clocks of the two runs, but never as less than half a day: the Hub counts once a day,
-- and two readings minutes apart around midnight would otherwise turn one day's downloads into a hundred.

CREATE OR REPLACE TEMP TABLE count_pair AS
SELECT
    c.run_seq, c.model_key, c.downloads_all_time,
    CASE
        WHEN lag(c.run_seq) OVER w IS NOT NULL THEN lag(c.run_seq) OVER w
        WHEN r.snapshot_date < b.snapshot_date THEN l.run_seq
        ELSE l.before_seq
    END AS before_seq,
    CASE
        WHEN lag(c.run_seq) OVER w IS NOT NULL THEN lag(c.downloads_all_time) OVER w
        WHEN r.snapshot_date < b.snapshot_date THEN l.downloads_all_time
        ELSE l.before_all_time
    END AS before_all_time
FROM counter c
JOIN batch b USING (run_seq)
LEFT JOIN last_count l ON l.source = getvariable('source') AND l.model_key = c.model_key
LEFT JOIN snapshot_run r ON r.run_seq = l.run_seq
WHERE getvariable('status') = 'ok' AND c.downloads_all_time IS NOT NULL
WINDOW w AS (PARTITION BY c.model_key ORDER BY c.run_seq);

DELETE FROM last_count WHERE source = getvariable('source') AND model_key IN (SELECT model_key FROM count_pair);
INSERT INTO last_count BY NAME
SELECT getvariable('source') AS source, model_key, run_seq, downloads_all_time, before_seq, before_all_time
FROM count_pair
QUALIFY row_number() OVER (PARTITION BY model_key ORDER BY run_seq DESC) = 1
ORDER BY model_key;

INSERT INTO flow BY NAME
WITH span AS (
    SELECT
        p.run_seq, p.before_seq,
        e.snapshot_date + 1 AS from_on,
        u.snapshot_date AS until_on,
        coalesce(greatest(epoch(u.started_at - e.started_at) / 86400, 0.5), u.snapshot_date - e.snapshot_date) AS days,
        EXISTS (
            FROM snapshot_run s
            WHERE s.source = getvariable('source') AND s.status = 'stale_upstream' AND s.in_series
                AND s.run_seq > p.before_seq AND s.run_seq < p.run_seq
        ) AS stale
    FROM (SELECT DISTINCT run_seq, before_seq FROM count_pair WHERE before_seq IS NOT NULL) p
    JOIN snapshot_run u ON u.run_seq = p.run_seq
    JOIN snapshot_run e ON e.run_seq = p.before_seq
    WHERE u.in_series
)
SELECT
    c.model_key,
    c.run_seq,
    s.from_on,
    s.until_on,
    CASE WHEN c.downloads_all_time >= c.before_all_time
        THEN round((c.downloads_all_time - c.before_all_time) / s.days, 2) END AS downloads,  -- 2 decimals compress
    nullif(concat_ws(' ',
        CASE WHEN s.until_on > s.from_on THEN 'imputed' END,
        CASE WHEN c.downloads_all_time < c.before_all_time THEN 'restated' END,
        CASE WHEN s.stale THEN 'stale' END
    ), '') AS flags
FROM count_pair c
JOIN span s USING (run_seq, before_seq)
ORDER BY c.run_seq, c.model_key;
