WITH wanted AS (
    SELECT model_key FROM mart_name WHERE name = $model
), edge AS (
    SELECT 'base' AS direction, n.model_key, l.base_model_id AS named, l.relation, l.source
    FROM lineage l
    JOIN wanted USING (model_key)
    LEFT JOIN mart_name n ON n.name = l.base_model_id
    UNION ALL
    SELECT DISTINCT 'derivative', l.model_key, NULL, l.relation, l.source
    FROM lineage l
    JOIN mart_name n ON n.name = l.base_model_id
    JOIN wanted w ON w.model_key = n.model_key
)
SELECT e.direction, coalesce(c.model_id, e.named) AS model_id, e.relation, c.downloads_30d, c.tier, e.source,
    count(*) OVER () AS shown_of
FROM edge e
LEFT JOIN mart_model c USING (model_key)
QUALIFY row_number() OVER (PARTITION BY e.direction ORDER BY c.downloads_30d DESC NULLS LAST, coalesce(c.model_id, e.named)) <= $shown
ORDER BY e.direction, c.downloads_30d DESC NULLS LAST, model_id
