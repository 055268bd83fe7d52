-- what: the ledger contradicts itself
-- remedy: see ouverture/pipeline/transforms/13_raw_run_summary.sql, 20_core_snapshot_run.sql and 20_core_series.sql, then rebuild
SELECT run_id, 'share outside 0 to 1' AS fault FROM snapshot_run
WHERE unchanged_share NOT BETWEEN 0 AND 1 OR null_downloads_share NOT BETWEEN 0 AND 1
UNION ALL
SELECT run_id, 'not ok without a reason, or quarantined and in the series' FROM snapshot_run
WHERE (status <> 'ok' AND reason IS NULL) OR (status = 'quarantined' AND in_series)
UNION ALL
SELECT run_id, 'ends before it begins' FROM snapshot_run WHERE finished_at < started_at
UNION ALL
SELECT any_value(run_id), 'two runs of one day in the series' FROM snapshot_run WHERE in_series
GROUP BY source, listing, snapshot_date HAVING count(*) > 1
UNION ALL
SELECT run_id, 'processed out of order' FROM (
    SELECT run_id, snapshot_date, lag(snapshot_date) OVER (PARTITION BY source ORDER BY run_seq) AS before FROM snapshot_run
) WHERE before > snapshot_date
UNION ALL
SELECT run_id, 'compared with a run that is not there' FROM snapshot_run
WHERE previous_run_id NOT IN (SELECT run_id FROM snapshot_run)
UNION ALL
SELECT run_id, 'capture unknown' FROM snapshot_run WHERE capture_id NOT IN (SELECT capture_id FROM capture);
