-- Momentum: the 30-day counter over that of the reading closest to 30 days earlier (30 to 45), so that the windows do not
-- overlap. A Gamma-Poisson prior pulls each model towards the growth of all together: the posterior mean is
-- (prior x pooled growth + now) / (prior + before). Downloads come in bursts, not one by one, so the strength of the prior
-- is the variance of a small counter's growth beyond that of large ones, per download, over the variance among large ones:
-- the two moments are taken at 100 to 1,000 downloads and from 100,000 up, growth capped at tenfold.

CREATE OR REPLACE TEMP TABLE month_ago AS
SELECT run_id, run_seq, snapshot_date
FROM snapshot_run
WHERE in_series AND in_totals AND source = getvariable('source') AND listing = 'organisations'
    AND (SELECT max(snapshot_date) FROM batch) - snapshot_date BETWEEN 30 AND 45
ORDER BY abs((SELECT max(snapshot_date) FROM batch) - snapshot_date - 30), run_seq LIMIT 1;

CREATE OR REPLACE TEMP TABLE grown AS
SELECT l.version, l.left_out OR o.model_key IS NOT NULL AS excluded, b.downloads_30d AS before, l.downloads_30d AS after
FROM month_ago t
CROSS JOIN (FROM listed SEMI JOIN (FROM batch WHERE is_last) USING (run_seq)) l
JOIN listed_as_of(getvariable('source'), (SELECT run_seq FROM month_ago)) b USING (model_key)
JOIN release r USING (model_key)
LEFT JOIN mart_left_out o ON o.run_id = t.run_id AND o.model_key = l.model_key
WHERE b.downloads_30d >= 100 AND l.downloads_30d IS NOT NULL
    -- younger models were not out for the whole of the earlier window
    AND coalesce(r.released_on, DATE '2000-01-01') <= t.snapshot_date - 30;

DELETE FROM mart_momentum WHERE source = getvariable('source');
INSERT INTO mart_momentum BY NAME
WITH moment AS (
    SELECT
        sum(after) / nullif(sum(before), 0) AS pooled_growth,
        var_samp(least(after / before, 10)) FILTER (before >= 100_000) AS among_large,
        var_samp(least(after / before, 10)) FILTER (before < 1_000) AS among_small,
        count(*) FILTER (before < 1_000) / sum(1 / before) FILTER (before < 1_000) AS small_before,  -- harmonic mean
        least(count(*) FILTER (before >= 100_000), count(*) FILTER (before < 1_000)) AS fewest
    FROM grown
),
prior AS (
    SELECT pooled_growth,
        CASE WHEN fewest >= 20 AND among_small > among_large AND among_large > 0
            THEN (among_small - among_large) * small_before / among_large
            ELSE 1_000 END::DOUBLE AS prior_downloads
    FROM moment
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    t.snapshot_date AS before_date,
    a.model_id, a.lab_id, a.tier, a.task_scope, g.excluded,
    g.before AS downloads_before,
    g.after AS downloads_30d,
    (p.prior_downloads * p.pooled_growth + g.after) / (p.prior_downloads + g.before) AS momentum,
    p.pooled_growth, p.prior_downloads
FROM grown g
CROSS JOIN prior p
CROSS JOIN month_ago t
CROSS JOIN (FROM batch WHERE is_last) b
JOIN attribute a USING (version)
QUALIFY least(
    row_number() OVER (PARTITION BY a.task_scope ORDER BY momentum DESC, a.model_id),
    row_number() OVER (PARTITION BY a.task_scope ORDER BY momentum, a.model_id)
) <= 200
ORDER BY a.task_scope, momentum DESC, a.model_id;
