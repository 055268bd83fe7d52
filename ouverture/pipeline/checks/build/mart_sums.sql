-- what: a mart does not add up to its run
-- remedy: compare the transform of that mart in ouverture/pipeline/transforms with the ledger, then rebuild
-- mart_adoption adds up to each run; with it agrees, machine traffic apart, every mart of the schema that counts models and
-- their downloads by run, but for those that hold a part of them. What was added up when its run came is not added up again.
SET VARIABLE sums_of_runs = (
    SELECT string_agg(format(
        'SELECT ''{0}'' AS mart, run_id, excluded, a.models, m.models AS mart_models, a.downloads_30d, m.downloads_30d AS mart_downloads_30d
        FROM (SELECT run_id, excluded, sum(models) AS models, sum(downloads_30d) AS downloads_30d
            FROM mart_adoption WHERE run_id IN (SELECT run_id FROM snapshot_run WHERE run_seq >= getvariable(''since_seq'')) GROUP BY ALL HAVING sum(models) > 0) a
        FULL JOIN (SELECT run_id, excluded, sum(models) AS models, sum(downloads_30d) AS downloads_30d
            FROM {0} WHERE run_id IN (SELECT run_id FROM snapshot_run WHERE run_seq >= getvariable(''since_seq'')) GROUP BY ALL HAVING sum(models) > 0) m USING (run_id, excluded)', table_name
    ), ' UNION ALL ')
    FROM (
        SELECT table_name
        FROM duckdb_columns() JOIN duckdb_tables() USING (table_oid, table_name)
        WHERE table_name LIKE 'mart_%' AND NOT temporary AND column_name IN ('run_id', 'excluded', 'models', 'downloads_30d')
        GROUP BY table_name HAVING count(*) = 4
    )
    WHERE table_name NOT IN (
        'mart_adoption',
        'mart_country', -- several ways of counting, each of which adds up: country_sums
        'mart_lineage', -- parts of models by whom they credit: attribution_sums
        'mart_data_naming', -- of live runs alone: the panel does not say what models name
        'mart_dataset_use', -- models that name a dataset, at the newest run
        'mart_portfolio' -- models of labs, at the newest run
    )
);
SELECT *
FROM (
    FROM query(getvariable('sums_of_runs'))
    UNION ALL
    SELECT 'mart_adoption', r.run_id, NULL, r.models, sum(a.models), r.downloads_30d, sum(a.downloads_30d)
    FROM snapshot_run r LEFT JOIN mart_adoption a USING (run_id)
    WHERE r.run_seq >= getvariable('since_seq')
    GROUP BY r.run_id, r.models, r.downloads_30d
)
SEMI JOIN (FROM snapshot_run WHERE in_series AND in_totals AND listing = 'organisations') USING (run_id)
WHERE models IS DISTINCT FROM mart_models OR downloads_30d IS DISTINCT FROM mart_downloads_30d;
