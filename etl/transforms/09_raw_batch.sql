-- The runs that are applied together: one, or days of an archive in a row.

CREATE OR REPLACE TEMP TABLE batch_run AS
SELECT
    run_id, run_seq::INTEGER AS run_seq, capture_id, snapshot_date::DATE AS snapshot_date,
    started_at::TIMESTAMP AS started_at, finished_at::TIMESTAMP AS finished_at
FROM (SELECT unnest(getvariable('runs'), recursive := true));
