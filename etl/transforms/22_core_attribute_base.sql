-- What a model has from its bases: family, the stricter tier, the size of what was quantised; and in what part it is
-- whose work (temporary table credit: one row a version and root; its parts add up to 1).

CREATE OR REPLACE TEMP TABLE forebear AS
WITH relative AS (
    SELECT DISTINCT ancestor_key AS model_key FROM ancestor
),
known AS (
    SELECT r.model_key, coalesce(a.model_id, m.model_id) AS model_id,
        CASE WHEN a.model_key IS NULL THEN m.lab_id ELSE a.lab_id END AS lab_id,
        CASE WHEN a.model_key IS NULL THEN m.family ELSE a.family END AS family,
        CASE WHEN a.model_key IS NULL THEN m.tier ELSE a.tier END AS tier,
        CASE WHEN a.model_key IS NULL THEN m.size_class ELSE a.size_class END AS size_class
    FROM relative r
    LEFT JOIN attribute a ON a.model_key = r.model_key AND a.is_last
    LEFT JOIN model m ON m.model_key = r.model_key
    WHERE r.model_key > 0
),
named AS (  -- a name alone tells the lab and the family, not the licence
    SELECT n.base_key AS model_key, n.canonical AS model_id, o.lab_id, f.family, NULL::TINYINT AS tier, NULL AS size_class
    FROM (SELECT DISTINCT base_key, canonical FROM named_base WHERE base_key < 0) n
    LEFT JOIN organisation_lab o ON contains(n.canonical, '/') AND o.organisation_id = split_part(n.canonical, '/', 1)
    LEFT JOIN registry_family f ON f.lab_id = o.lab_id AND n.canonical GLOB f.pattern
    QUALIFY row_number() OVER (PARTITION BY n.base_key ORDER BY length(f.pattern) DESC NULLS LAST, f.family) = 1
)
FROM known
UNION ALL BY NAME
FROM named;

CREATE OR REPLACE TEMP TABLE inherited AS
WITH family AS (  -- a merge of two families belongs to neither
    SELECT r.model_key, CASE WHEN count(DISTINCT coalesce(f.family, '')) = 1 THEN any_value(f.family) END AS family
    FROM root r JOIN forebear f ON f.model_key = r.root_key
    GROUP BY r.model_key
)
SELECT
    n.model_key,
    min(f.tier) AS tier,
    arg_min(f.model_id, (f.tier, n.depth, f.model_id)) FILTER (f.tier IS NOT NULL) AS tier_from,
    arg_min(f.size_class, (n.depth, f.model_id)) FILTER (f.size_class IS NOT NULL) AS size_class,
    any_value(y.family) AS family
FROM ancestor n
JOIN forebear f ON f.model_key = n.ancestor_key
LEFT JOIN family y ON y.model_key = n.model_key
GROUP BY n.model_key;

CREATE OR REPLACE TEMP TABLE credit AS
WITH rooted AS (
    SELECT r.model_key, r.root_key, r.part, r.depth, f.model_id AS root_id, f.lab_id AS root_lab_id, f.family AS root_family
    FROM root r JOIN forebear f ON f.model_key = r.root_key
),
relation AS (
    SELECT model_key, min(relation) AS relation FROM base_edge GROUP BY model_key
)
SELECT
    a.version,
    a.model_key,
    CASE WHEN r.model_key IS NOT NULL THEN 'named'
        WHEN b.kind = 'packager' OR packaged_name(a.model_id) OR derived_name(a.model_id) THEN 'missing'
        ELSE 'none' END AS base,
    coalesce(e.relation, CASE
        WHEN b.kind = 'packager' OR packaged_name(a.model_id) THEN 'quantized'
        WHEN derived_name(a.model_id) THEN 'unknown' END) AS relation,
    r.root_key, r.root_id, coalesce(r.part, 1) AS part, coalesce(r.depth, 0) AS depth,
    CASE WHEN r.model_key IS NOT NULL THEN r.root_lab_id WHEN base = 'none' THEN a.lab_id END AS root_lab_id,
    CASE WHEN r.model_key IS NOT NULL THEN r.root_family WHEN base = 'none' THEN a.family END AS root_family,
    CASE
        WHEN base = 'none' OR r.root_lab_id = a.lab_id THEN 'maker'
        WHEN base = 'missing' AND b.kind <> 'packager' THEN 'unknown'  -- of a lab's own model, or another's: the name does not say
        WHEN e.relation = 'quantized' OR b.kind = 'packager' OR packaged_name(a.model_id) THEN 'packager'
        ELSE 'author' END AS role
FROM attribute a
LEFT JOIN rooted r USING (model_key)
LEFT JOIN relation e USING (model_key)
LEFT JOIN lab b ON b.lab_id = a.lab_id;

-- Unknown stays unknown unless a base restricts: what a base restricts no derivative can open.
UPDATE attribute SET
    tier = CASE WHEN i.tier < attribute.tier OR i.tier = 1 THEN i.tier ELSE attribute.tier END,
    tier_reason = CASE WHEN i.tier < attribute.tier OR (i.tier = 1 AND attribute.tier IS NULL)
        THEN 'base:' || i.tier_from ELSE attribute.tier_reason END,
    size_class = CASE
        WHEN attribute.model_key IN (SELECT model_key FROM credit WHERE relation = 'quantized')
        THEN coalesce(i.size_class, attribute.size_class) ELSE attribute.size_class END,
    family = coalesce(attribute.family, i.family)
FROM inherited i
WHERE i.model_key = attribute.model_key;
