WITH run AS MATERIALIZED (
    SELECT * FROM series_run WHERE of_source($source, source)
), region_of AS (
    SELECT origin,
        CASE WHEN origin = 'FR' OR list_contains($beside_eu, origin) THEN origin
            WHEN list_contains($eu, origin) THEN 'EU_OTHER'
            WHEN length(origin) = 2 THEN 'elsewhere'
            ELSE 'unknown' END AS region
    FROM (SELECT country AS origin FROM lab UNION SELECT parent_country FROM lab UNION VALUES ('unaffiliated'), ('spread'), ('base_missing'))
    WHERE origin IS NOT NULL
), cell AS (
    SELECT c.run_id, g.region, sum(c.models) AS models, sum(c.downloads_30d) AS downloads_30d,
        coalesce(sum(c.downloads_30d) FILTER (c.tier >= least_tier('permissive')), 0) AS open,
        coalesce(sum(c.downloads_30d) FILTER (c.tier IS NULL), 0) AS openness_unknown,
        sum(c.downloads_30d) / nullif(sum(sum(c.downloads_30d)) OVER (PARTITION BY c.run_id), 0) AS share
    FROM mart_country_rule c JOIN region_of g USING (origin)
    WHERE c.rule = $rule AND counts_for($basis, $tasks, c.excluded, c.task_scope)
    GROUP BY c.run_id, g.region
), built AS (
    SELECT c.run_id, g.region, sum(c.downloads_30d) AS published,
        coalesce(sum(c.downloads_30d) FILTER (c.base = 'named'), 0) AS named,
        coalesce(sum(c.downloads_30d) FILTER (c.base = 'named' AND c.base_origin <> c.publisher_origin), 0) AS foreign_base
    FROM mart_country c JOIN region_of g ON g.origin = c.publisher_origin
    WHERE counts_for($basis, $tasks, c.excluded, c.task_scope)
    GROUP BY c.run_id, g.region
), present AS (
    SELECT m.run_id, g.region, count(DISTINCT m.lab_id) AS labs
    FROM mart_lab m JOIN lab l USING (lab_id) JOIN region_of g ON g.origin = l.country
    WHERE of_tasks($tasks, m.task_scope)
    GROUP BY m.run_id, g.region
), leader AS (
    SELECT run_id, region, arg_max(lab, (downloads, lab)) AS lab
    FROM (
        SELECT a.run_id, g.region, l.name AS lab, sum(a.downloads_30d) AS downloads
        FROM mart_adoption a JOIN lab l USING (lab_id) JOIN region_of g ON g.origin = l.country
        WHERE counts_for($basis, $tasks, a.excluded, a.task_scope)
        GROUP BY a.run_id, g.region, l.name
    )
    GROUP BY run_id, region
)
SELECT
    r.source,
    r.snapshot_date,
    g.region,
    CASE WHEN g.region <> 'unknown' THEN coalesce(p.labs, 0) END AS labs,
    CASE WHEN p.labs > 0 OR c.run_id IS NOT NULL THEN coalesce(c.models, 0) END AS models,
    CASE WHEN c.run_id IS NOT NULL THEN c.downloads_30d WHEN p.labs > 0 OR g.region = 'unknown' THEN 0 END AS downloads_30d,
    CASE WHEN c.run_id IS NOT NULL THEN c.share WHEN p.labs > 0 OR g.region = 'unknown' THEN 0 END AS share,
    h.lab AS leading_lab,
    c.open / nullif(c.downloads_30d, 0) AS open_share,
    c.openness_unknown / nullif(c.downloads_30d, 0) AS unknown_openness_share,
    b.named / nullif(b.published, 0) AS named_base_share,
    b.foreign_base / nullif(b.named, 0) AS foreign_base_share,
    flags_and_gap(r.flags, r.days_since_previous, $gap_days) AS flags
FROM run r
CROSS JOIN (SELECT unnest(['FR', 'EU_OTHER'] || $beside_eu || ['unknown']) AS region) g
LEFT JOIN cell c ON c.run_id = r.run_id AND c.region = g.region
LEFT JOIN built b ON b.run_id = r.run_id AND b.region = g.region
LEFT JOIN present p ON p.run_id = r.run_id AND p.region = g.region
LEFT JOIN leader h ON h.run_id = r.run_id AND h.region = g.region
ORDER BY r.source, r.snapshot_date, list_position(['FR', 'EU_OTHER'] || $beside_eu, g.region)
