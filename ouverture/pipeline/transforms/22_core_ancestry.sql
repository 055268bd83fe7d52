-- Whom each listed model descends from (temporary): names of bases resolved to models, edges without circles, roots with
-- their part of the credit. In a batch of several runs, as the last of them leaves it. A base that no reading lists has a
-- negative key; it still has a name, so a lab and a family. What is named but is no repository (a folder of the machine that
-- trained it, free text) is an undeclared base: it has no key, and takes no part of the credit.

CREATE OR REPLACE TEMP TABLE named_base AS
WITH base AS (
    SELECT
        g.base_model_id, g.base_id,
        present_id(g.base_id, r.new_model_id, o.renamed_to) AS present,
        canonical_id(g.base_id, r.new_model_id, o.renamed_to) AS canonical
    FROM (SELECT DISTINCT base_model_id, repository_id(base_model_id) AS base_id FROM lineage) g
    LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(g.base_id)
    LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(g.base_id)
    WHERE g.base_id IS NOT NULL
),
wanted AS (
    SELECT lower(base_id) AS name FROM base
    UNION
    SELECT canonical FROM base
    UNION
    SELECT lower(r.old_model_id) FROM registry_rename r JOIN base b ON b.canonical = lower(r.new_model_id)
),
holder AS (  -- a name is its present holder's first
    SELECT name, model_key
    FROM (
        SELECT lower(model_id) AS name, model_key, CASE WHEN is_last THEN 1 ELSE 3 END AS rank FROM listing
        UNION ALL
        SELECT lower(model_id), model_key, 2 FROM model
        UNION ALL
        SELECT lower(model_id), model_key, 3 FROM model_alias
    )
    SEMI JOIN wanted USING (name)
    QUALIFY row_number() OVER (PARTITION BY name ORDER BY rank, model_key) = 1
),
resolved AS (
    SELECT
        b.base_model_id, b.canonical, any_value(b.present) AS present,
        coalesce(any_value(e.model_key), any_value(c.model_key), min(h.model_key)) AS model_key
    FROM base b
    LEFT JOIN holder e ON e.name = lower(b.base_id)
    LEFT JOIN holder c ON c.name = b.canonical
    LEFT JOIN registry_rename r ON lower(r.new_model_id) = b.canonical
    LEFT JOIN holder h ON h.name = lower(r.old_model_id)
    GROUP BY b.base_model_id, b.canonical
)
SELECT
    base_model_id,
    min(present) OVER (PARTITION BY canonical) AS present,  -- one spelling of a name, whichever cards wrote
    coalesce(model_key, -dense_rank() OVER (PARTITION BY model_key IS NULL ORDER BY canonical))::INTEGER AS base_key
FROM resolved
-- without a namespace it is a repository only where a rename or a reading knows it
WHERE model_key IS NOT NULL OR contains(canonical, '/');

CREATE OR REPLACE TEMP TABLE base_edge AS
WITH RECURSIVE edge AS (  -- two spellings of one base are one edge, of the relation that says most
    SELECT g.model_key, n.base_key, min(g.relation) AS relation
    FROM lineage g JOIN named_base n USING (base_model_id)
    WHERE n.base_key <> g.model_key
    GROUP BY g.model_key, n.base_key
),
step AS (
    SELECT e.model_key, e.base_key AS ancestor_key, 1 AS depth FROM edge e
    UNION
    SELECT s.model_key, e.base_key, s.depth + 1
    FROM step s JOIN edge e ON e.model_key = s.ancestor_key
    WHERE s.depth < 10 AND s.ancestor_key <> s.model_key
),
circle AS (  -- an edge from which a way leads back says nothing about who came first
    SELECT e.model_key, e.base_key
    FROM edge e JOIN step s ON s.model_key = e.base_key AND s.ancestor_key = e.model_key
)
SELECT e.*, count(*) OVER (PARTITION BY e.model_key) AS bases
FROM edge e ANTI JOIN circle c ON c.model_key = e.model_key AND c.base_key = e.base_key;

CREATE OR REPLACE TEMP TABLE ancestor AS
WITH RECURSIVE step AS (
    SELECT l.model_key, e.base_key AS ancestor_key, 1 AS depth FROM listing l JOIN base_edge e USING (model_key) WHERE l.is_last
    UNION
    SELECT s.model_key, e.base_key, s.depth + 1
    FROM step s JOIN base_edge e ON e.model_key = s.ancestor_key
    WHERE s.depth < 10
)
SELECT model_key, ancestor_key, min(depth)::TINYINT AS depth FROM step GROUP BY model_key, ancestor_key;

-- Of several bases each has an equal part; a chain longer than ten ends at its tenth ancestor.
CREATE OR REPLACE TEMP TABLE root AS
WITH RECURSIVE walk AS (
    SELECT l.model_key, e.base_key AS node_key, 1 AS depth, 1.0::DOUBLE / e.bases AS part
    FROM listing l JOIN base_edge e USING (model_key)
    WHERE l.is_last
    UNION ALL
    SELECT w.model_key, e.base_key, w.depth + 1, sum(w.part / e.bases)
    FROM walk w JOIN base_edge e ON e.model_key = w.node_key
    WHERE w.depth < 10
    GROUP BY w.model_key, e.base_key, w.depth
)
SELECT model_key, node_key AS root_key, sum(part) AS part, min(depth)::TINYINT AS depth
FROM walk
WHERE depth = 10 OR node_key NOT IN (SELECT model_key FROM base_edge)
GROUP BY model_key, node_key;
