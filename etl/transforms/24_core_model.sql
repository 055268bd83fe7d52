-- Models: new ones, changed ones with their change history, vanished ones. Never a deletion.

-- Whole organisations that this run listed. One that lists nothing is not taken at its word: a fault at the source
-- looks the same.
CREATE OR REPLACE TEMP TABLE vanished AS
SELECT m.model_key, m.model_id
FROM model m
WHERE m.gone_on IS NULL
    AND m.model_key NOT IN (  -- another source lists it on that day or later
        SELECT model_key FROM latest_reading
        WHERE source <> getvariable('source') AND listed AND seen_on >= getvariable('snapshot_date')
    )
    AND (
        list_contains(getvariable('whole_organisations'), m.organisation_id)
            AND m.organisation_id IN (SELECT organisation_id FROM listing)
        OR getvariable('whole_hub')
    )
    AND m.model_key NOT IN (SELECT model_key FROM listing);

-- A name that passed to another model while its old holder was out of sight: the holder keeps its history under a marked name.
CREATE OR REPLACE TEMP TABLE displaced AS
SELECT m.model_key, m.model_id, m.model_id || '@' || m.model_key AS marked_id
FROM model m
JOIN listing l ON l.model_id = m.model_id AND l.model_key <> m.model_key
WHERE m.model_key NOT IN (SELECT model_key FROM listing);

INSERT INTO model_change BY NAME
WITH both_sides AS (
    SELECT
        n.model_key, n.model_id, m.model_id AS old_id, m.gone_on,
        -- only a source with dated attributes shows when they changed
        m.attribute_source = n.attribute_source AND n.attributes_dated AS dated,
        m.licence AS old_licence, n.licence, m.gated AS old_gated, n.gated, m.tier AS old_tier, n.tier
    FROM (SELECT *, attribute_source IN ('hub', 'hub-stats') AS attributes_dated FROM attribute) n
    JOIN model m USING (model_key)
),
change AS (
    SELECT model_key, model_id, 'model_id' AS field, old_id AS old_value, model_id AS new_value FROM both_sides WHERE old_id <> model_id
    UNION ALL
    SELECT model_key, model_id, 'licence', old_licence, licence FROM both_sides WHERE dated AND old_licence IS DISTINCT FROM licence
    UNION ALL
    SELECT model_key, model_id, 'gated', old_gated, gated FROM both_sides WHERE dated AND old_gated IS DISTINCT FROM gated
    UNION ALL
    SELECT model_key, model_id, 'tier', old_tier::VARCHAR, tier::VARCHAR FROM both_sides WHERE dated AND old_tier IS DISTINCT FROM tier
    UNION ALL
    SELECT model_key, model_id, 'gone', gone_on::VARCHAR, NULL FROM both_sides WHERE gone_on IS NOT NULL
    UNION ALL
    SELECT model_key, model_id, 'gone', NULL, getvariable('snapshot_date')::VARCHAR FROM vanished
    UNION ALL
    SELECT model_key, model_id, 'model_id', model_id, marked_id FROM displaced
)
SELECT *, getvariable('snapshot_date') AS changed_on, getvariable('run_id') AS run_id
FROM change
ORDER BY model_key, field;

UPDATE model SET gone_on = getvariable('snapshot_date') WHERE model_key IN (SELECT model_key FROM vanished);

UPDATE model SET model_id = d.marked_id, gone_on = coalesce(gone_on, getvariable('snapshot_date'))
FROM displaced d WHERE d.model_key = model.model_key;

UPDATE model SET
    model_id = n.model_id, hub_id = n.hub_id, organisation_id = n.organisation_id, lab_id = n.lab_id, family = n.family,
    pipeline_tag = n.pipeline_tag, task_scope = n.task_scope, library_name = n.library_name, licence = n.licence,
    licence_raw = n.licence_raw, gated = n.gated, tier = n.tier, tier_reason = n.tier_reason, parameters = n.parameters,
    size_class = n.size_class, base_model = n.base_model, base_relation = n.base_relation, created_on = n.created_on,
    created_before_on = n.created_before_on, gone_on = NULL, excluded = n.excluded, exclusion_reason = n.exclusion_reason,
    attribute_source = n.attribute_source
FROM attribute n
WHERE n.model_key = model.model_key AND (
    model.gone_on IS NOT NULL OR
    (model.model_id, model.hub_id, model.organisation_id, model.lab_id, model.family, model.pipeline_tag, model.library_name,
        model.licence, model.licence_raw, model.gated, model.tier, model.tier_reason, model.parameters, model.size_class, model.base_model,
        model.base_relation, model.created_on, model.created_before_on, model.attribute_source)
    IS DISTINCT FROM
    (n.model_id, n.hub_id, n.organisation_id, n.lab_id, n.family, n.pipeline_tag, n.library_name,
        n.licence, n.licence_raw, n.gated, n.tier, n.tier_reason, n.parameters, n.size_class, n.base_model,
        n.base_relation, n.created_on, n.created_before_on, n.attribute_source)
);

UPDATE model SET
    first_seen = least(first_seen, getvariable('snapshot_date')),
    last_seen = greatest(last_seen, getvariable('snapshot_date'))
WHERE model_key IN (SELECT model_key FROM listing)
    AND (last_seen < getvariable('snapshot_date') OR first_seen > getvariable('snapshot_date'));

INSERT INTO model BY NAME
SELECT n.* EXCLUDE (version), getvariable('snapshot_date') AS first_seen, getvariable('snapshot_date') AS last_seen
FROM attribute n
JOIN listing l USING (model_key)
WHERE l.is_new
ORDER BY n.model_key;

UPDATE model_alias SET
    first_seen = least(first_seen, getvariable('snapshot_date')),
    last_seen = greatest(last_seen, getvariable('snapshot_date'))
FROM listing l
WHERE l.model_key = model_alias.model_key AND l.model_id = model_alias.model_id;

INSERT INTO model_alias BY NAME
SELECT l.model_key, l.model_id, getvariable('snapshot_date') AS first_seen, getvariable('snapshot_date') AS last_seen
FROM listing l ANTI JOIN model_alias a USING (model_key, model_id)
ORDER BY l.model_key;
