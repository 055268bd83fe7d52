-- what: a mart has rows of a run that is not in the ledger or does not count
-- remedy: rebuild
-- Every mart of the schema that names a run, and no list of them to forget one in.
SET VARIABLE rows_of_runs = (
    SELECT string_agg(format('SELECT DISTINCT ''{0}'' AS mart, {1}::VARCHAR AS run FROM {0}', table_name, column_name), ' UNION ALL ')
    FROM duckdb_columns() JOIN duckdb_tables() USING (table_oid, table_name)
    WHERE column_name IN ('run_id', 'run_seq') AND NOT temporary
        AND (table_name LIKE 'mart_%' OR table_name = 'organisation_coverage')
);
SELECT mart, run
FROM query(getvariable('rows_of_runs'))
WHERE run NOT IN (SELECT run_id FROM snapshot_run WHERE in_series UNION ALL SELECT run_seq::VARCHAR FROM snapshot_run WHERE in_series);
