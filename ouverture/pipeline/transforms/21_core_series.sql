-- Of several good runs on a day the last one counts: what the earlier ones gave to coverage, flows and marts goes.

CREATE OR REPLACE TEMP TABLE superseded AS
SELECT run_id, run_seq
FROM snapshot_run
WHERE in_series AND source = getvariable('source') AND listing = getvariable('listing')
    AND snapshot_date IN (SELECT snapshot_date FROM batch) AND run_seq < getvariable('first_seq') AND (SELECT bool_and(may_replace) FROM batch);

UPDATE snapshot_run SET in_series = FALSE WHERE run_seq IN (SELECT run_seq FROM superseded);
DELETE FROM organisation_coverage WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM flow WHERE run_seq IN (SELECT run_seq FROM superseded);
DELETE FROM spike WHERE run_seq IN (SELECT run_seq FROM superseded);
DELETE FROM mart_age WHERE run_seq IN (SELECT run_seq FROM superseded);
DELETE FROM mart_milestone WHERE run_seq IN (SELECT run_seq FROM superseded);
DELETE FROM mart_flow WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_left_out WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_concentration WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_top WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_leader WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_size WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_adoption WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_lineage WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_country WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_data_naming WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_licence WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_mover WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_source_overlap WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_joint WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_list_change WHERE run_id IN (SELECT run_id FROM superseded);
DELETE FROM mart_lab WHERE run_id IN (SELECT run_id FROM superseded);
