-- Spikes: a flow far off the model's own last 13 weeks. z = 0.6745 (x - m) / MAD on the log of the flow; |z| > 5, and not
-- within 30 days of release, is winsorised to m +- 3 MAD in adjusted figures only. Judged are flows of at least 100 a day
-- with 14 earlier ones to compare: smaller ones move no total.

INSERT INTO spike BY NAME
WITH past_run AS (
    SELECT DISTINCT run_seq, until_on FROM flow WHERE until_on >= (SELECT min(snapshot_date) FROM batch) - 91
),
comparable AS (  -- runs with enough others in the weeks before them
    SELECT b.run_seq
    FROM batch b JOIN past_run p ON p.run_seq < b.run_seq AND p.until_on >= b.snapshot_date - 91
    GROUP BY b.run_seq
    HAVING count(*) >= 14
),
today AS (
    SELECT f.run_seq, f.model_key, f.until_on, f.downloads, ln(f.downloads + 1) AS x
    FROM comparable
    JOIN flow f USING (run_seq)
    JOIN counter c ON c.run_seq = f.run_seq AND c.model_key = f.model_key
    JOIN released d USING (version)
    WHERE f.downloads >= 100 AND coalesce(f.until_on - d.released_on > 30, TRUE)
),
past AS (
    SELECT t.run_seq, t.model_key, median(ln(f.downloads + 1)) AS middle, mad(ln(f.downloads + 1)) AS spread
    FROM flow f JOIN today t ON t.model_key = f.model_key AND f.run_seq < t.run_seq AND f.until_on >= t.until_on - 91
    WHERE f.downloads IS NOT NULL
    GROUP BY t.run_seq, t.model_key
    HAVING count(*) >= 14
)
SELECT
    t.model_key,
    t.run_seq,
    round(0.6745 * (t.x - p.middle) / p.spread, 2) AS z,
    round(exp(p.middle + sign(t.x - p.middle) * 3 * p.spread) - 1, 2) AS adjusted
FROM today t JOIN past p USING (run_seq, model_key)
WHERE p.spread > 0 AND abs(0.6745 * (t.x - p.middle) / p.spread) > 5
ORDER BY t.run_seq, t.model_key;
