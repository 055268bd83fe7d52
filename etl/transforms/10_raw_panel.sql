-- Runs of the reference panel: readings of one source, with what is known of the models.
-- The panel's attributes carry no dates of their own, so they never make a change history.

CREATE OR REPLACE TEMP TABLE raw_panel_row AS
SELECT b.run_seq, o.*
FROM raw_panel_observation o JOIN batch_run b ON b.snapshot_date = o.observed_on
WHERE o.source = getvariable('source');

CREATE OR REPLACE TEMP TABLE raw_version AS
SELECT
    (row_number() OVER ())::INTEGER AS version,
    model_id,
    min(run_seq) AS first_seq,
    max(run_seq) AS last_seq,
    arg_min(downloads_30d, run_seq) AS first_downloads
FROM raw_panel_row
GROUP BY model_id;

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
    m.parameters,
    CASE
        WHEN m.base_model IS NULL OR m.base_model = o.model_id THEN []
        ELSE [{base_model_id: m.base_model, relation: coalesce(m.base_relation, 'unknown')}]
    END AS bases,
    NULL::VARCHAR[] AS datasets,
    FALSE AS attributes_complete,  -- an empty cell is unknown, not "none"
    coalesce(m.metadata_source, getvariable('source')) AS attribute_source
FROM raw_version o
LEFT JOIN raw_panel_model m USING (model_id);
