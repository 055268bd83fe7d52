-- Attributes of the listed models, version by version (temporary): what the source says, else what was known, and what the
-- registry derives: lab, family, task scope, licence, tier, exclusion. No date of the registry falls inside a batch.

CREATE OR REPLACE TEMP TABLE organisation_lab AS
SELECT organisation_id, arg_max(lab_id, coalesce(from_on, DATE '0001-01-01')) AS lab_id
FROM organisation
WHERE coalesce(from_on <= (SELECT max(snapshot_date) FROM batch), TRUE)
    AND coalesce(until_on >= (SELECT max(snapshot_date) FROM batch), TRUE)
GROUP BY organisation_id;

CREATE OR REPLACE TEMP TABLE attribute AS
WITH merged AS (  -- a source that tells all replaces; one that may be silent only adds
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
        CASE WHEN m.licence_raw = 'other' AND l.licence_name IS NULL AND l.licence_link IS NULL THEN m.licence END AS licence_before,
        coalesce(last_value(l.gated IGNORE NULLS) OVER versions, m.gated) AS gated,
        coalesce(last_value(l.parameters IGNORE NULLS) OVER versions, m.parameters) AS parameters,
        coalesce(last_value(l.created_on IGNORE NULLS) OVER versions, m.created_on) AS created_on,
        coalesce(last_value(l.created_before_on IGNORE NULLS) OVER versions, m.created_before_on) AS created_before_on,
        l.attribute_source
    FROM listing l
    LEFT JOIN model m USING (model_key)
    WINDOW versions AS (PARTITION BY l.model_key ORDER BY l.first_seq)
),
resolved AS (
    SELECT
        d.* EXCLUDE (licence_name, licence_link, licence_before),
        CASE
            WHEN d.licence_raw IN ('none', 'unknown') THEN NULL  -- no licence; a key that authors chose to say so
            -- the card, which names custom terms, is not asked for in every listing
            WHEN d.licence_raw = 'other' THEN coalesce(n.licence, k.licence, d.licence_before, 'other')
            ELSE coalesce(s.licence, d.licence_raw)
        END AS licence
    FROM merged d
    LEFT JOIN licence_spelling s ON s.spelling = d.licence_raw
    LEFT JOIN licence_spelling n ON n.spelling = d.licence_name
    LEFT JOIN licence_spelling k ON k.spelling = d.licence_link
),
family AS (
    SELECT r.version, o.lab_id, f.family
    FROM resolved r
    JOIN organisation_lab o USING (organisation_id)
    LEFT JOIN registry_family f ON f.lab_id = o.lab_id AND r.model_id GLOB f.pattern
    QUALIFY row_number() OVER (PARTITION BY r.version ORDER BY length(f.pattern) DESC NULLS LAST, f.family) = 1
),
excluded AS (
    SELECT r.version, min_by(e.reason_en, e.pattern) AS reason
    FROM resolved r JOIN exclusion e ON r.model_id GLOB e.pattern
    GROUP BY r.version
),
restricting_evidence AS (  -- the registry's own reading of a family's custom terms
    SELECT lab_id, subject AS family
    FROM openness_evidence
    WHERE source = 'registry' AND component = 'licence' AND value IN ('partial', 'closed')
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
    CASE WHEN r.pipeline_tag IS NULL THEN 'unknown' ELSE coalesce(t.task_scope, 'other') END AS task_scope,
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
    CASE
        WHEN r.parameters < 1e9 THEN '<1B'
        WHEN r.parameters < 7e9 THEN '1-7B'
        WHEN r.parameters < 30e9 THEN '7-30B'
        WHEN r.parameters < 100e9 THEN '30-100B'
        WHEN r.parameters >= 100e9 THEN '>=100B'
    END AS size_class,
    n.base_model_id AS base_model,
    nullif(n.relation, 'unknown') AS base_relation,
    r.created_on,
    CASE WHEN r.created_on IS NULL THEN r.created_before_on END AS created_before_on,
    x.version IS NOT NULL AS excluded,
    x.reason AS exclusion_reason,
    r.attribute_source
FROM resolved r
LEFT JOIN family f USING (version)
LEFT JOIN licence c ON c.licence = r.licence
LEFT JOIN registry_family_tier ft ON ft.lab_id = f.lab_id AND ft.family = f.family
LEFT JOIN restricting_evidence re ON re.lab_id = f.lab_id AND re.family = f.family
LEFT JOIN registry_task t ON t.pipeline_tag = r.pipeline_tag
LEFT JOIN excluded x USING (version)
LEFT JOIN (SELECT * FROM named_edge WHERE place = 1) n USING (model_key);
