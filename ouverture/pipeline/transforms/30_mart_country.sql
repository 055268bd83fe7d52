-- Where the listed models come from, and where what they were made from comes from: every country rule is a sum of these
-- rows. A model of several roots counts in equal parts, now and before. What two runs
-- have in common stands where 30_mart_adoption.sql puts it: apart, if either run leaves the model out of adjusted figures.
INSERT INTO mart_country BY NAME
WITH origin AS (
    SELECT
        lab_id,
        coalesce(country, 'spread') AS own,
        coalesce(CASE WHEN parent IS NULL THEN country ELSE parent_country END, 'spread') AS of_parent,
        founders_country
    FROM lab
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    coalesce(p.own, 'unaffiliated') AS publisher_origin,
    CASE WHEN m.base = 'missing' THEN 'base_missing' ELSE coalesce(r.own, 'unaffiliated') END AS base_origin,
    coalesce(p.of_parent, 'unaffiliated') AS parent_origin,
    p.founders_country AS founders_origin,
    m.base, m.tier, m.task_scope, m.excluded,
    coalesce(sum(m.models), 0) AS models,
    CASE WHEN sum(m.models) > 0 THEN sum(m.downloads_30d) ELSE 0 END AS downloads_30d,
    coalesce(sum(m.uncounted_downloads_30d), 0) AS uncounted_downloads_30d,
    sum(m.common_downloads_30d) AS common_downloads_30d,
    sum(m.common_downloads_30d_before) AS common_downloads_30d_before
FROM (
    SELECT
        l.run_seq, l.lab_id, c.root_lab_id, c.base, l.tier, l.task_scope, l.left_out AS excluded,
        sum(c.part) AS models,
        sum(c.part * l.downloads_30d) AS downloads_30d,
        sum(c.part * l.downloads_30d_before) FILTER (l.downloads_30d IS NULL) AS uncounted_downloads_30d
    FROM listed l JOIN credit c USING (version)
    GROUP BY ALL
    UNION ALL BY NAME
    SELECT
        l.run_seq, l.lab_id, c.root_lab_id, c.base, l.tier, l.task_scope, l.left_out_in_either AS excluded,
        sum(c.part * l.downloads_30d) AS common_downloads_30d,
        sum(c.part * l.downloads_30d_before) AS common_downloads_30d_before
    FROM listed l JOIN credit c USING (version)
    WHERE l.downloads_30d IS NOT NULL AND l.downloads_30d_before IS NOT NULL
    GROUP BY ALL
) m
JOIN batch b USING (run_seq)
LEFT JOIN origin p ON p.lab_id = m.lab_id
LEFT JOIN origin r ON r.lab_id = m.root_lab_id
GROUP BY ALL
ORDER BY ALL;
