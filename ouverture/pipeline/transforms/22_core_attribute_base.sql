-- What a model has from its bases: family, the stricter tier, the size of what was quantised, the task; and in what part it is
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
        CASE WHEN a.model_key IS NULL THEN m.parameters ELSE a.parameters END AS parameters,
        CASE WHEN a.model_key IS NULL THEN m.task_scope ELSE a.task_scope END AS task_scope
    FROM relative r
    LEFT JOIN attribute a ON a.model_key = r.model_key AND a.is_last
    LEFT JOIN model m ON m.model_key = r.model_key
    WHERE r.model_key > 0
),
unlisted AS (  -- facts without a date of a base that later runs list
    SELECT DISTINCT ON (canonical) u.*, canonical_id(u.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM unlisted_attribute u
    LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(u.model_id)
    LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(u.model_id)
    ORDER BY canonical, lower(u.model_id) = canonical DESC, u.model_id
),
named AS (  -- a name alone tells the lab and the family, not the licence
    SELECT
        n.base_key AS model_key,
        CASE WHEN lower(u.model_id) = lower(n.present) THEN u.model_id ELSE n.present END AS model_id,
        o.lab_id, f.family, u.tier, u.parameters, coalesce(u.task_scope, 'unknown') AS task_scope
    FROM (SELECT DISTINCT base_key, present FROM named_base WHERE base_key < 0) n
    LEFT JOIN organisation_lab o ON o.organisation_id = namespace(n.present)
    LEFT JOIN registry_family f ON f.lab_id = o.lab_id AND lower(n.present) GLOB lower(f.pattern)
    LEFT JOIN unlisted u ON u.canonical = lower(n.present)
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
    arg_min({parameters: f.parameters, model_id: f.model_id}, (n.depth, f.model_id)) FILTER (f.parameters IS NOT NULL) AS sized,
    arg_min({task_scope: f.task_scope, model_id: f.model_id}, (n.depth, f.model_id)) FILTER (f.task_scope <> 'unknown') AS tasked,
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
),
undeclared AS (  -- what is named as a base and is no repository
    SELECT model_key, min(base_model_id) AS named_as, min(relation) AS relation
    FROM lineage
    WHERE base_model_id NOT IN (SELECT base_model_id FROM named_base)
    GROUP BY model_key
)
SELECT
    a.version,
    a.model_key,
    CASE WHEN r.model_key IS NOT NULL THEN 'named'
        WHEN u.model_key IS NOT NULL OR b.kind = 'packager' OR packaged_name(a.model_id) OR derived_name(a.model_id) THEN 'missing'
        ELSE 'none' END AS base,
    coalesce(e.relation, nullif(u.relation, 'unknown'), CASE
        WHEN b.kind = 'packager' OR packaged_name(a.model_id) THEN 'quantized'
        WHEN u.model_key IS NOT NULL OR derived_name(a.model_id) THEN 'unknown' END) AS relation,
    u.named_as,
    r.root_key, r.root_id, coalesce(r.part, 1) AS part, coalesce(r.depth, 0) AS depth,
    CASE WHEN r.model_key IS NOT NULL THEN r.root_lab_id WHEN base = 'none' THEN a.lab_id END AS root_lab_id,
    CASE WHEN r.model_key IS NOT NULL THEN r.root_family WHEN base = 'none' THEN a.family END AS root_family,
    CASE
        WHEN base = 'none' OR r.root_lab_id = a.lab_id THEN 'maker'
        WHEN base = 'missing' AND b.kind <> 'packager' THEN 'unknown'  -- of a lab's own model, or another's: the name does not say
        WHEN coalesce(e.relation, u.relation) = 'quantized' OR b.kind = 'packager' OR packaged_name(a.model_id) THEN 'packager'
        ELSE 'author' END AS role
FROM attribute a
LEFT JOIN rooted r USING (model_key)
LEFT JOIN relation e USING (model_key)
LEFT JOIN undeclared u USING (model_key)
LEFT JOIN lab b ON b.lab_id = a.lab_id;

-- Unknown stays unknown unless a base restricts: what a base restricts no derivative can open.
UPDATE attribute SET
    tier = CASE WHEN i.tier < attribute.tier OR i.tier = 1 THEN i.tier ELSE attribute.tier END,
    tier_reason = CASE WHEN i.tier < attribute.tier OR (i.tier = 1 AND attribute.tier IS NULL)
        THEN 'base:' || i.tier_from ELSE attribute.tier_reason END,
    family = coalesce(attribute.family, i.family)
FROM inherited i
WHERE i.model_key = attribute.model_key;

-- Quantised and packed weights have the size of their base, number and class from the one place.
CREATE OR REPLACE TEMP TABLE repackaged AS
SELECT model_key FROM credit WHERE relation = 'quantized'
UNION
SELECT model_key FROM attribute WHERE packed OR packaged_name(model_id);
UPDATE attribute SET
    parameters = i.sized.parameters,
    size_class = size_class_of(i.sized.parameters),
    size_reason = 'base:' || i.sized.model_id
FROM inherited i
WHERE i.model_key = attribute.model_key AND i.sized IS NOT NULL AND attribute.model_key IN (SELECT model_key FROM repackaged);

-- A task that a card does not state: a quantised model does what its base does; else it is that of the family, from the run on
-- at which at least three members state one and all the same, and as long as they do.
UPDATE attribute SET task_scope = i.tasked.task_scope, task_reason = 'base:' || i.tasked.model_id
FROM inherited i
WHERE i.model_key = attribute.model_key AND i.tasked IS NOT NULL AND attribute.task_reason = 'not stated'
    AND attribute.model_key IN (SELECT model_key FROM repackaged);
CREATE OR REPLACE TEMP TABLE family_task AS
WITH member AS (  -- what each says, from which run on; a fact without a date holds for any day
    SELECT s.model_key, CASE WHEN l.is_new AND NOT o.dated_attributes THEN 0 ELSE s.run_seq END AS run_seq,
        a.family, a.task_scope, a.task_reason
    FROM version_begin s
    JOIN attribute a USING (version)
    JOIN listing l USING (version)
    LEFT JOIN source o ON o.name = getvariable('source')
    WHERE l.is_last OR NOT l.is_new OR o.dated_attributes
    UNION ALL
    SELECT model_key, 0, family, task_scope, task_reason FROM model
    UNION ALL
    SELECT version, 0, family, task_scope, task_reason FROM unlisted_attribute
),
step AS (
    SELECT family, task_scope, run_seq, sum(members) AS members
    FROM (
        SELECT *, unnest([1, -1]) AS members, unnest([from_seq, until_seq]) AS run_seq
        FROM (
            SELECT family, task_scope, task_reason, run_seq AS from_seq, lead(run_seq) OVER (PARTITION BY model_key ORDER BY run_seq) AS until_seq
            FROM member
        )
        WHERE family IS NOT NULL AND task_reason = 'stated'
    )
    WHERE run_seq IS NOT NULL
    GROUP BY ALL
),
moment AS (
    SELECT m.family, m.run_seq, s.task_scope, sum(s.members) AS members
    FROM (SELECT DISTINCT family, run_seq FROM step) m
    JOIN step s ON s.family = m.family AND s.run_seq <= m.run_seq
    GROUP BY ALL
)
SELECT
    family, run_seq AS from_seq, lead(run_seq, 1, 2147483647) OVER (PARTITION BY family ORDER BY run_seq) AS until_seq,
    CASE WHEN sum(members) >= 3 AND count(*) FILTER (members > 0) = 1 THEN any_value(task_scope) FILTER (members > 0) END AS task_scope
FROM moment
GROUP BY family, run_seq;
UPDATE attribute SET task_scope = f.task_scope, task_reason = 'family:' || f.family
FROM family_task f, listing l  -- as the batch leaves it; 23_core_listed.sql tells run by run
WHERE f.family = attribute.family AND attribute.task_reason = 'not stated' AND f.task_scope IS NOT NULL
    AND l.version = attribute.version AND l.last_seq >= f.from_seq AND l.last_seq < f.until_seq;
