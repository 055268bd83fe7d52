-- What models of one size class had at the same age, and how each model stands beside its peers. A ranking of models by
-- relative adoption asks for twenty peers: of ten, the 10th largest is the smallest; machine traffic is not ranked.
DELETE FROM mart_cohort;
INSERT INTO mart_cohort BY NAME
WITH peer AS (
    SELECT a.source, m.task_scope, m.size_class, a.age_days, a.downloads
    FROM mart_age a JOIN model m USING (model_key)
    WHERE m.size_class IS NOT NULL AND NOT m.on_exclusion_list AND m.base_relation IS DISTINCT FROM 'quantized'
),
cohort AS (
    SELECT
        source, task_scope, size_class, age_days,
        count(*) AS peers,
        quantile_cont(downloads, 0.1) AS low,
        median(downloads) AS middle,
        quantile_cont(downloads, 0.9) AS high,
        max(downloads, 10) AS top_ten
    FROM peer
    GROUP BY source, task_scope, size_class, age_days
    HAVING count(*) >= 10
)
SELECT
    source, task_scope, size_class, age_days, peers, low, middle, high,
    max(top_ten[10]) OVER (PARTITION BY source, task_scope, size_class ORDER BY age_days) AS tenth,
    list_median(top_ten) AS top_ten_median
FROM cohort
ORDER BY source, task_scope, size_class, age_days;

DELETE FROM mart_pace;
INSERT INTO mart_pace BY NAME
SELECT
    a.source, m.task_scope, m.model_id, m.lab_id, m.size_class, n.released_on, n.counted_on, a.age_days, c.peers, a.downloads,
    a.downloads / c.tenth AS tenth_ratio,
    a.downloads / c.top_ten_median AS median_ratio,
    a.estimated
FROM mart_age a
JOIN model m USING (model_key)
JOIN mart_cohort c USING (source, task_scope, size_class, age_days)
JOIN cumulative n ON n.source = a.source AND n.model_key = a.model_key
ANTI JOIN machine_traffic t ON t.source = a.source AND t.model_key = a.model_key
WHERE NOT m.on_exclusion_list AND m.base_relation IS DISTINCT FROM 'quantized' AND c.peers >= 20 AND c.tenth > 0 AND c.top_ten_median > 0
QUALIFY row_number() OVER (PARTITION BY a.source, a.model_key ORDER BY a.age_days DESC) = 1
ORDER BY a.source, m.task_scope, tenth_ratio DESC, m.model_id;
DELETE FROM mart_pace WHERE (source, task_scope, model_id) NOT IN (
    SELECT (source, task_scope, model_id) FROM mart_pace
    QUALIFY row_number() OVER (PARTITION BY source, task_scope ORDER BY tenth_ratio DESC, model_id) <= 100
);
