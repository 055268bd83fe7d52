-- Spikes: a flow far off the model's own last 13 weeks. z = 0.6745 (x - m) / MAD on the log of the flow; |z| > 5, and not
-- within 30 days of release, is winsorised to m +- 3 MAD in adjusted figures only. Judged are flows of at least 100 a day
-- with 14 earlier ones to compare: smaller ones move no total.

INSERT INTO spike BY NAME
WITH today AS (
    SELECT f.model_key, f.downloads, ln(f.downloads + 1) AS x
    FROM flow f JOIN attribute a USING (model_key)
    WHERE f.run_seq = getvariable('run_seq') AND f.downloads >= 100
        AND coalesce(getvariable('snapshot_date') - coalesce(a.created_on, a.created_before_on) > 30, TRUE)
),
past AS (
    SELECT f.model_key, median(ln(f.downloads + 1)) AS middle, mad(ln(f.downloads + 1)) AS spread
    FROM flow f
    WHERE f.model_key IN (SELECT model_key FROM today) AND f.downloads IS NOT NULL
        AND f.run_seq <> getvariable('run_seq') AND f.until_on >= getvariable('snapshot_date') - 91
    GROUP BY f.model_key
    HAVING count(*) >= 14
)
SELECT
    t.model_key,
    getvariable('run_seq') AS run_seq,
    round(0.6745 * (t.x - p.middle) / p.spread, 2) AS z,
    round(exp(p.middle + sign(t.x - p.middle) * 3 * p.spread) - 1, 2) AS adjusted
FROM today t JOIN past p USING (model_key)
WHERE p.spread > 0 AND abs(0.6745 * (t.x - p.middle) / p.spread) > 5
ORDER BY t.model_key;
