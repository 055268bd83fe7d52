-- Attributes of the listed models, version by version (temporary): what the source says, else what was known, and what the
-- registry derives: lab, family, task scope, licence, tier, exclusion. No date of the registry falls inside a batch.

CREATE OR REPLACE TEMP TABLE organisation_lab AS
SELECT lower(organisation_id) AS organisation_id, arg_max(lab_id, coalesce(from_on, DATE '0001-01-01')) AS lab_id
FROM organisation
WHERE coalesce(from_on <= (SELECT max(snapshot_date) FROM batch), TRUE)
    AND coalesce(until_on >= (SELECT max(snapshot_date) FROM batch), TRUE)
GROUP BY lower(organisation_id);

-- What a source says of its models: those listed here and, where its facts carry no date, those that later runs list
-- (versions below 0, on no run), so that what derives from them does not depend on the order of the runs.
CREATE OR REPLACE TEMP TABLE merged AS  -- a source that tells all replaces; one that may be silent only adds
SELECT
    l.version,
    l.model_key,
    l.is_last,
    l.model_id,
    coalesce(l.hub_id, m.hub_id) AS hub_id,
    l.organisation_id,
    CASE WHEN l.attributes_complete THEN l.pipeline_tag ELSE coalesce(l.pipeline_tag, m.pipeline_tag) END AS pipeline_tag,
    CASE WHEN l.attributes_complete THEN l.library_name ELSE coalesce(l.library_name, m.library_name) END AS library_name,
    CASE WHEN l.attributes_complete THEN l.licence_raw ELSE coalesce(l.licence_raw, m.licence_raw) END AS licence_raw,
    l.attributes_complete,
    l.licence_name,
    l.licence_link,
    -- the card, which names custom terms, is not asked for in every listing
    CASE WHEN m.licence_raw = 'other' AND l.licence_name IS NULL AND l.licence_link IS NULL THEN m.licence END AS licence_before,
    coalesce(last_value(l.gated IGNORE NULLS) OVER versions, m.gated) AS gated,
    CASE WHEN NOT l.packed THEN coalesce(
        last_value(l.parameters IGNORE NULLS) OVER versions, CASE WHEN m.size_reason = 'own count' THEN m.parameters END
    ) END AS parameters,
    l.packed,
    coalesce(last_value(l.created_on IGNORE NULLS) OVER versions, m.created_on) AS created_on,
    coalesce(last_value(l.created_before_on IGNORE NULLS) OVER versions, m.created_before_on) AS created_before_on,
    l.attribute_source
FROM (FROM listing UNION ALL BY NAME FROM unlisted) l
LEFT JOIN model m USING (model_key)
WINDOW versions AS (PARTITION BY coalesce(l.model_key, l.version) ORDER BY l.first_seq);

-- 'other' is what its name says, else its link; beside others it is one of them.
CREATE OR REPLACE TEMP TABLE licence_other AS
SELECT version, licence_name AS text, 1 AS rank FROM merged WHERE licence_name IS NOT NULL
UNION ALL
SELECT version, licence_link, 2 FROM merged WHERE licence_link IS NOT NULL;
CREATE OR REPLACE TEMP TABLE licence_named AS
SELECT o.version, arg_min(d.licence, o.rank) AS licence
FROM licence_other o
JOIN licence_decided('licence_other') d USING (text)
SEMI JOIN licence k ON k.licence = d.licence
GROUP BY o.version;
CREATE OR REPLACE TEMP TABLE licence_text AS
SELECT
    m.version,
    array_to_string([
        CASE WHEN x = 'other' THEN coalesce(n.licence, m.licence_before, 'other') ELSE x END FOR x IN string_split(m.licence_raw, ', ')
    ], ', ') AS text
FROM merged m
LEFT JOIN licence_named n USING (version)
WHERE m.licence_raw NOT IN ('none', 'unknown');  -- no licence; a key that authors chose to say so

CREATE OR REPLACE TEMP TABLE attribute AS
WITH resolved AS (
    SELECT m.* EXCLUDE (licence_name, licence_link, licence_before), d.licence
    FROM merged m
    LEFT JOIN licence_text USING (version)
    LEFT JOIN licence_decided('licence_text') d USING (text)
),
family AS (
    SELECT r.version, o.lab_id, f.family
    FROM resolved r
    JOIN organisation_lab o ON o.organisation_id = lower(r.organisation_id)
    LEFT JOIN registry_family f ON f.lab_id = o.lab_id AND lower(r.model_id) GLOB lower(f.pattern)
    QUALIFY row_number() OVER (PARTITION BY r.version ORDER BY length(f.pattern) DESC NULLS LAST, f.family) = 1
),
excluded AS (
    SELECT r.version, min_by(e.reason_en, e.pattern) AS reason
    FROM resolved r JOIN exclusion e ON lower(r.model_id) GLOB lower(e.pattern)
    GROUP BY r.version
),
restricting_evidence AS (  -- the registry's own reading of a family's custom terms
    SELECT lab_id, subject AS family
    FROM openness_evidence
    WHERE source = own_source() AND component = 'licence' AND value IN ('partial', 'closed')
)
SELECT
    r.version,
    r.model_key,
    r.is_last,
    r.model_id,
    r.hub_id,
    r.organisation_id,
    f.lab_id,
    f.family,
    r.pipeline_tag,
    -- Its own task; 22_core_attribute_base.sql completes it where its base or its family tell.
    CASE WHEN r.pipeline_tag IS NULL THEN 'unknown' ELSE coalesce(t.task_scope, 'other') END AS task_scope,
    CASE WHEN r.pipeline_tag IS NULL THEN 'not stated' ELSE 'stated' END AS task_reason,
    r.library_name,
    r.licence,
    r.licence_raw,
    r.gated,
    -- Its own tier; 22_core_attribute_base.sql puts the base's in its place where that is stricter.
    CASE
        WHEN r.gated = 'manual' THEN 1
        WHEN c.tier = 2 THEN coalesce(ft.tier, 2)
        WHEN c.tier IS NOT NULL THEN c.tier
        WHEN r.licence = 'other' AND re.family IS NOT NULL THEN 1
    END::TINYINT AS tier,
    CASE
        WHEN r.gated = 'manual' THEN 'gated:manual'
        WHEN c.tier = 2 AND ft.tier IS NOT NULL THEN 'evidence:' || f.family
        WHEN c.tier IS NOT NULL THEN 'licence:' || r.licence
        WHEN r.licence = 'other' AND re.family IS NOT NULL THEN 'evidence:' || f.family
        WHEN r.licence_raw = 'none' OR (r.licence_raw IS NULL AND r.attributes_complete) THEN 'licence missing'
        WHEN r.licence_raw IS NULL THEN 'licence not read'
        WHEN r.licence IS NOT NULL AND c.licence IS NULL THEN 'licence not in the registry:' || r.licence
        ELSE 'licence:' || r.licence_raw
    END AS tier_reason,
    r.parameters,
    size_class_of(r.parameters) AS size_class,
    CASE WHEN r.parameters IS NOT NULL THEN 'own count' WHEN r.packed THEN 'packed weights' ELSE 'not told' END AS size_reason,
    r.packed,
    n.base_model_id AS base_model,
    nullif(n.relation, 'unknown') AS base_relation,
    r.created_on,
    CASE WHEN r.created_on IS NULL THEN r.created_before_on END AS created_before_on,
    x.version IS NOT NULL AS on_exclusion_list,
    x.reason AS exclusion_reason,
    r.attribute_source
FROM resolved r
LEFT JOIN family f USING (version)
LEFT JOIN licence c ON c.licence = r.licence
LEFT JOIN registry_family_tier ft ON ft.lab_id = f.lab_id AND ft.family = f.family
LEFT JOIN restricting_evidence re ON re.lab_id = f.lab_id AND re.family = f.family
LEFT JOIN registry_task t ON t.pipeline_tag = lower(r.pipeline_tag)
LEFT JOIN excluded x USING (version)
LEFT JOIN (SELECT * FROM named_edge WHERE place = 1) n USING (model_key);

CREATE OR REPLACE TEMP TABLE unlisted_attribute AS FROM attribute WHERE version < 0;
DELETE FROM attribute WHERE version < 0;
