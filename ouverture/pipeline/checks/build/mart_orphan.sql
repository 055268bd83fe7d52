-- what: a mart has rows of a run that is not in the ledger or does not count
-- remedy: rebuild
SELECT mart, run_id
FROM (
    SELECT 'mart_adoption' AS mart, run_id FROM mart_adoption
    UNION SELECT 'mart_country', run_id FROM mart_country
    UNION SELECT 'mart_flow', run_id FROM mart_flow
    UNION SELECT 'mart_lab', run_id FROM mart_lab
    UNION SELECT 'mart_left_out', run_id FROM mart_left_out
    UNION SELECT 'mart_licence', run_id FROM mart_licence
    UNION SELECT 'mart_lineage', run_id FROM mart_lineage
    UNION SELECT 'mart_list_change', run_id FROM mart_list_change
    UNION SELECT 'mart_mover', run_id FROM mart_mover
    UNION SELECT 'mart_size', run_id FROM mart_size
    UNION SELECT 'organisation_coverage', run_id FROM organisation_coverage WHERE run_id IS NOT NULL
)
ANTI JOIN (SELECT run_id FROM snapshot_run WHERE in_series) USING (run_id);
