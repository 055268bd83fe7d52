-- The day on which each model came out: announced, where the registry knows it for any name the model has had, else the
-- day its repository was created. Every age is counted from it.

CREATE OR REPLACE TEMP MACRO announced(listed) AS TABLE -- by model of the table ``listed`` (model_key, model_id), under any of its names
WITH name AS (
    SELECT model_key, model_id AS name FROM query_table(listed)
    UNION
    SELECT model_key, model_id FROM model_alias
),
today AS (
    FROM name
    UNION
    SELECT n.model_key, canonical_id(n.name, r.new_model_id, o.renamed_to)
    FROM name n
    LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(n.name)
    LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(n.name)
)
SELECT n.model_key, min(r.announced_on) AS announced_on
FROM registry_release r
JOIN today n ON namespace(n.name) = namespace(r.pattern) AND lower(n.name) GLOB lower(r.pattern)
GROUP BY n.model_key;

CREATE OR REPLACE TEMP VIEW release AS
SELECT m.model_key, coalesce(a.announced_on, m.created_on) AS released_on
FROM model m LEFT JOIN announced('model') a USING (model_key);
