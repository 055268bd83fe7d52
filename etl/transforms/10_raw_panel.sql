-- One run of the reference panel: its readings of one source and day, with what is known of the models.
-- The panel's attributes carry no dates of their own, so they never make a change history.

CREATE OR REPLACE TEMP TABLE raw_panel_row AS
SELECT (row_number() OVER ())::INTEGER AS version, *
FROM raw_panel_observation
WHERE source = getvariable('source') AND observed_on = (SELECT snapshot_date FROM batch_run);

CREATE OR REPLACE TEMP TABLE raw_counter AS
SELECT
    getvariable('first_seq')::INTEGER AS run_seq, version, downloads_30d,
    NULL::BIGINT AS downloads_all_time, likes, NULL::REAL AS trending_score
FROM raw_panel_row;

CREATE OR REPLACE TEMP TABLE raw_listing AS
SELECT
    o.version,
    o.model_id AS identity,
    getvariable('first_seq')::INTEGER AS first_seq,
    getvariable('first_seq')::INTEGER AS last_seq,
    o.downloads_30d AS first_downloads,
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
    m.parameters,
    CASE
        WHEN m.base_model IS NULL OR m.base_model = o.model_id THEN []
        ELSE [{base_model_id: m.base_model, relation: coalesce(m.base_relation, 'unknown')}]
    END AS bases,
    NULL::VARCHAR[] AS datasets,
    FALSE AS attributes_complete,  -- an empty cell is unknown, not "none"
    coalesce(m.metadata_source, o.source) AS attribute_source
FROM raw_panel_row o
LEFT JOIN raw_panel_model m USING (model_id);
