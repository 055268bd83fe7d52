-- Models that passed a round age, or a round number of downloads, between this reading and the one before. An age is
-- interpolated only between readings close to it: at most half as far again apart as the model was old.
INSERT INTO mart_age BY NAME
WITH age AS (SELECT unnest([7, 14, 365] || range(30, 1081, 30))::INTEGER AS age_days)
SELECT
    getvariable('source') AS source,
    c.run_seq,
    c.model_key,
    g.age_days,
    c.before_downloads + (c.downloads - c.before_downloads) * (g.age_days - c.before_age) / (c.age_days - c.before_age) AS downloads,
    c.estimated, c.from_start
FROM counted c
JOIN age g ON g.age_days > c.before_age AND g.age_days <= c.age_days
WHERE c.age_days - c.before_age <= least(45, greatest(7, 1.5 * g.age_days))
ORDER BY c.run_seq, c.model_key, g.age_days;

INSERT INTO mart_milestone BY NAME
SELECT
    getvariable('source') AS source,
    c.run_seq,
    c.model_key,
    n.threshold,
    ceil(c.before_age + (n.threshold - c.before_downloads) / (c.downloads - c.before_downloads) * (c.age_days - c.before_age))::INTEGER
        AS age_days
FROM counted c
JOIN (SELECT unnest([100_000, 1_000_000, 10_000_000, 100_000_000]) AS threshold) n
    ON n.threshold > c.before_downloads AND n.threshold <= c.downloads
WHERE c.from_start AND c.before_age IS NOT NULL
    -- a counter that fell passes the same number twice: the first time counts
    AND NOT EXISTS (FROM mart_milestone e
        WHERE e.source = getvariable('source') AND e.model_key = c.model_key AND e.threshold = n.threshold)
QUALIFY row_number() OVER (PARTITION BY c.model_key, n.threshold ORDER BY c.run_seq) = 1
ORDER BY c.run_seq, c.model_key, n.threshold;
