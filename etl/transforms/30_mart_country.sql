-- Where the listed models come from, and where what they were made from comes from: every country rule is a sum of these
-- rows. A model of several roots counts in equal parts, now and before.
INSERT INTO mart_country BY NAME
WITH origin AS (
    SELECT
        lab_id,
        coalesce(country, 'spread') AS own,
        coalesce(CASE WHEN parent IS NULL THEN country ELSE parent_country END, 'spread') AS of_parent
    FROM lab
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    coalesce(p.own, 'unaffiliated') AS publisher_origin,
    CASE WHEN c.base = 'missing' THEN 'base_missing' ELSE coalesce(b.own, 'unaffiliated') END AS base_origin,
    coalesce(p.of_parent, 'unaffiliated') AS parent_origin,
    c.base, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    sum(c.part) AS models,
    sum(c.part * l.downloads_30d) AS downloads_30d,
    sum(c.part * l.downloads_30d) FILTER (v.downloads_30d IS NOT NULL) AS common_downloads_30d,
    sum(c.part * v.downloads_30d) FILTER (l.downloads_30d IS NOT NULL) AS common_downloads_30d_before
FROM credit c
JOIN listing l USING (model_key)
JOIN attribute a USING (model_key)
LEFT JOIN origin p ON p.lab_id = a.lab_id
LEFT JOIN origin b ON b.lab_id = c.root_lab_id
LEFT JOIN left_out o USING (model_key)
LEFT JOIN previous v USING (model_key)
WHERE getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY ALL;
