-- Edges to the models that a model was made from, as its last full reading names them.

CREATE OR REPLACE TEMP TABLE named_edge AS
SELECT
    l.model_key, e.base_model_id,
    -- one edge a base, whatever a card says twice
    min(e.relation) AS relation,
    l.attribute_source AS source,
    min(e.place) AS place
FROM (
    SELECT model_key, attribute_source, unnest(bases) AS base, generate_subscripts(bases, 1) AS place
    FROM listing
    WHERE is_fullest
) l, LATERAL (SELECT l.base.base_model_id, l.base.relation, l.place) e
GROUP BY l.model_key, e.base_model_id, l.attribute_source;

DELETE FROM lineage
WHERE model_key IN (SELECT model_key FROM listing WHERE attributes_complete)
    AND (model_key, base_model_id, relation, source) NOT IN (SELECT model_key, base_model_id, relation, source FROM named_edge);

INSERT INTO lineage BY NAME
SELECT model_key, base_model_id, relation, source
FROM named_edge n
WHERE NOT EXISTS (SELECT 1 FROM lineage g WHERE g.model_key = n.model_key AND g.base_model_id = n.base_model_id)
ORDER BY model_key, place;
