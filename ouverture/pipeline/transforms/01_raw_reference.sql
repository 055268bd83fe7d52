-- The reference panel's readings as typed rows, and the runs they fall into: one for each source and day.

CREATE OR REPLACE TEMP TABLE raw_panel_model AS
SELECT * FROM read_csv(getvariable('models_csv'), header = TRUE, compression = 'zstd', columns = {
    model_id: 'VARCHAR', author: 'VARCHAR', created_on: 'DATE', license: 'VARCHAR', gated: 'VARCHAR', parameters: 'BIGINT',
    pipeline_tag: 'VARCHAR', library_name: 'VARCHAR', base_model: 'VARCHAR', base_relation: 'VARCHAR', metadata_source: 'VARCHAR'
});

CREATE OR REPLACE TEMP TABLE raw_panel_observation AS
SELECT * FROM read_csv(getvariable('observations_csv'), header = TRUE, compression = 'zstd', columns = {
    observed_on: 'DATE', model_id: 'VARCHAR', downloads_30d: 'BIGINT', likes: 'INTEGER', derivatives: 'INTEGER', source: 'VARCHAR'
});

-- By day over all sources, so that the newest id of a renamed model comes last.
CREATE OR REPLACE TEMP TABLE raw_panel_run AS
SELECT
    o.source || '-' || observed_on AS run_id,
    o.source,
    coalesce(s.listing, 'ranking') AS listing,
    observed_on AS snapshot_date
FROM raw_panel_observation o
LEFT JOIN source s ON s.name = o.source
GROUP BY ALL
ORDER BY snapshot_date, source;
