-- The runs that are applied together: one of the Hub, or runs in a row of one source of an archive or of the panel.

CREATE OR REPLACE TEMP TABLE batch_run AS
SELECT
    run_id, run_seq::INTEGER AS run_seq, capture_id, snapshot_date::DATE AS snapshot_date,
    started_at::TIMESTAMP AS started_at, finished_at::TIMESTAMP AS finished_at
FROM (SELECT unnest(getvariable('runs'), recursive := TRUE));
