-- Runs of the reference panel: readings of one source, with what is known of the models.
-- The panel's attributes carry no dates of their own, so they never make a change history.

CREATE OR REPLACE TEMP TABLE raw_panel_row AS
SELECT b.run_seq, o.*
FROM raw_panel_observation o JOIN batch_run b ON b.snapshot_date = o.observed_on
WHERE o.source = getvariable('source');

-- Facts belong to the model, whatever name they stand under: of its names the one it has today speaks first.
CREATE OR REPLACE TEMP TABLE raw_panel_name AS
SELECT n.model_id, canonical_id(n.model_id, r.new_model_id, o.renamed_to) AS canonical
FROM (SELECT model_id FROM raw_panel_model UNION SELECT model_id FROM raw_panel_row) n
LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(n.model_id)
LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(n.model_id);

CREATE OR REPLACE TEMP TABLE raw_panel_fact AS
WITH told AS (
    SELECT n.canonical, (lower(m.model_id) <> n.canonical, m.model_id) AS place, m.*
    FROM raw_panel_model m JOIN raw_panel_name n USING (model_id)
)
SELECT
    canonical,
    arg_min(created_on, place) AS created_on,
    arg_min(pipeline_tag, place) AS pipeline_tag,
    arg_min(library_name, place) AS library_name,
    arg_min(license, place) AS license,
    arg_min(gated, place) AS gated,
    arg_min(parameters, place) AS parameters,
    arg_min({base_model: base_model, relation: base_relation}, place) FILTER (base_model IS NOT NULL) AS base,
    arg_min(metadata_source, place) AS metadata_source
FROM told
GROUP BY canonical;

CREATE OR REPLACE TEMP TABLE raw_version AS
SELECT
    (row_number() OVER ())::INTEGER AS version,
    model_id,
    min(run_seq) AS first_seq,
    max(run_seq) AS last_seq,
    arg_min(downloads_30d, run_seq) AS first_downloads
FROM raw_panel_row
GROUP BY model_id
UNION ALL
-- the panel's facts carry no date: what it knows of models that these runs do not list holds for them too
SELECT -row_number() OVER (ORDER BY model_id), model_id, NULL, NULL, NULL
FROM raw_panel_model
WHERE model_id NOT IN (SELECT model_id FROM raw_panel_row);

CREATE OR REPLACE TEMP TABLE raw_counter AS
SELECT
    o.run_seq, v.version, o.downloads_30d, NULL::BIGINT AS downloads_all_time, o.likes, NULL::REAL AS trending_score
FROM raw_panel_row o JOIN raw_version v USING (model_id);

CREATE OR REPLACE TEMP TABLE raw_listing AS
SELECT
    o.version,
    o.model_id AS identity,
    o.first_seq,
    o.last_seq,
    o.first_downloads,
    o.model_id,
    NULL::VARCHAR AS hub_id,
    CASE WHEN contains(o.model_id, '/') THEN split_part(o.model_id, '/', 1) END AS organisation_id,
    CASE WHEN m.created_on > DATE '2022-03-02' THEN m.created_on END AS created_on,
    CASE WHEN m.created_on <= DATE '2022-03-02' THEN DATE '2022-03-02' END AS created_before_on,  -- the Hub dates all older ones so
    m.pipeline_tag,
    m.library_name,
    lower(m.license) AS licence_raw,
    NULL::VARCHAR AS licence_name,
    NULL::VARCHAR AS licence_link,
    m.gated,
    -- in what dtypes a quantised repository is stored the panel does not say: its number may count packs of weights
    coalesce(m.base.relation = 'quantized', FALSE) OR coalesce(packaged_name(o.model_id), FALSE) AS packed,
    CASE WHEN NOT packed THEN m.parameters END AS parameters,
    CASE
        WHEN m.base IS NULL OR lower(m.base.base_model) IN (lower(o.model_id), m.canonical) THEN []
        ELSE [{base_model_id: m.base.base_model, relation: coalesce(m.base.relation, 'unknown')}]
    END AS bases,
    NULL::VARCHAR[] AS datasets,
    FALSE AS attributes_complete,  -- an empty cell is unknown, not "none"
    coalesce(m.metadata_source, getvariable('source')) AS attribute_source
FROM raw_version o
JOIN raw_panel_name USING (model_id)
LEFT JOIN raw_panel_fact m USING (canonical);

CREATE OR REPLACE TEMP TABLE raw_unlisted AS FROM raw_listing WHERE version < 0;
DELETE FROM raw_listing WHERE version < 0;
