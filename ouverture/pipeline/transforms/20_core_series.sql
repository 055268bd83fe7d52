-- Of several good runs on a day the last one counts: what the earlier ones gave to coverage, flows and marts goes, from
-- every table of the schema that holds rows of a run (pipeline.runs.forget_superseded).

CREATE OR REPLACE TEMP TABLE superseded AS
SELECT run_id, run_seq
FROM snapshot_run
WHERE in_series AND source = getvariable('source') AND listing = getvariable('listing')
    AND snapshot_date IN (SELECT snapshot_date FROM batch WHERE may_replace) AND run_seq < getvariable('first_seq');

UPDATE snapshot_run SET in_series = FALSE WHERE run_seq IN (SELECT run_seq FROM superseded);
