-- Machine traffic: models that are downloaded far more than they are liked, against others of their kind.
-- a = log10((W+1)/(L+1)) minus the median of the same task, size and age class, in median absolute deviations; a class of
-- fewer than 20 models falls back to its task, then to all. a > 5 is machine traffic. Only models with at least 1,000
-- downloads are compared: below that one like more or less decides, and nothing is lost by keeping them.

CREATE OR REPLACE TEMP TABLE automation AS
WITH compared AS (
    SELECT
        c.run_seq,
        c.model_key,
        coalesce(a.pipeline_tag, 'unknown') AS task,
        coalesce(a.size_class, 'unknown') AS size_class,
        CASE
            WHEN d.released_on IS NULL THEN 'unknown'
            WHEN b.snapshot_date - d.released_on < 90 THEN '<90 days'
            WHEN b.snapshot_date - d.released_on < 365 THEN '90-365 days'
            ELSE '>1 year'
        END AS age_class,
        log10((c.downloads_30d + 1) / (c.likes + 1)) AS per_like
    FROM counter c JOIN attribute a USING (version) JOIN released d USING (version) JOIN batch b USING (run_seq)
    WHERE c.downloads_30d >= 1000 AND c.likes IS NOT NULL
),
class AS (
    SELECT run_seq, task, size_class, age_class, median(per_like) AS middle, mad(per_like) AS spread, count(*) AS models
    FROM compared
    GROUP BY GROUPING SETS ((run_seq, task, size_class, age_class), (run_seq, task), (run_seq))
),
placed AS (
    SELECT
        c.run_seq,
        c.model_key,
        c.per_like,
        CASE WHEN k.models >= 20 THEN k WHEN t.models >= 20 THEN t WHEN e.models >= 20 THEN e END AS peers
    FROM compared c
    JOIN class k ON (k.run_seq, k.task, k.size_class, k.age_class) = (c.run_seq, c.task, c.size_class, c.age_class)
    JOIN class t ON t.run_seq = c.run_seq AND t.task = c.task AND t.size_class IS NULL
    JOIN class e ON e.run_seq = c.run_seq AND e.task IS NULL
)
SELECT
    run_seq,
    model_key,
    round((per_like - peers.middle) / peers.spread, 3) AS automation_index,
    (per_like - peers.middle) / peers.spread > 5 AS automated
FROM placed
WHERE peers.spread > 0;

-- What adjusted figures leave out: the exclusion list and machine traffic.
CREATE OR REPLACE TEMP TABLE left_out AS
SELECT
    c.run_seq,
    c.model_key,
    c.version,
    CASE WHEN a.on_exclusion_list THEN 'list' ELSE 'automation' END AS why,
    a.exclusion_reason,
    u.automation_index
FROM counter c
JOIN attribute a USING (version)
LEFT JOIN automation u ON u.run_seq = c.run_seq AND u.model_key = c.model_key
WHERE a.on_exclusion_list OR u.automated;
