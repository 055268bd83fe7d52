-- The day from which the age of each version runs: announced, where the registry knows one for any name of its model, else that
-- of its repository. `release` says it of models that are known already; here new ones have it at their first reading too.

CREATE OR REPLACE TEMP TABLE released AS
WITH name AS (
    SELECT model_key, model_id AS name FROM attribute
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
),
announced AS (
    SELECT n.model_key, min(r.announced_on) AS announced_on
    FROM registry_release r
    JOIN today n ON namespace(n.name) = namespace(r.pattern) AND lower(n.name) GLOB lower(r.pattern)
    GROUP BY n.model_key
)
SELECT a.version, coalesce(n.announced_on, a.created_on, a.created_before_on) AS released_on
FROM attribute a LEFT JOIN announced n USING (model_key);
