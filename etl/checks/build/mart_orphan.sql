-- what: a mart has rows of a run that is not in the ledger
-- remedy: rebuild
SELECT 'mart_adoption' AS mart, run_id FROM mart_adoption ANTI JOIN snapshot_run USING (run_id)
UNION ALL SELECT 'mart_licence', run_id FROM mart_licence ANTI JOIN snapshot_run USING (run_id)
UNION ALL SELECT 'mart_lab', run_id FROM mart_lab ANTI JOIN snapshot_run USING (run_id)
UNION ALL SELECT 'mart_mover', run_id FROM mart_mover ANTI JOIN snapshot_run USING (run_id);
