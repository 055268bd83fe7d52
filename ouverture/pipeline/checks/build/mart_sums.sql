-- what: a mart does not add up to its run
-- remedy: compare ouverture/pipeline/transforms/30_mart_*.sql with the ledger, then rebuild
SELECT r.run_id, r.models, a.models AS mart_adoption_models, l.models AS mart_licence_models, r.downloads_30d, a.downloads_30d AS mart_downloads_30d
FROM snapshot_run r
LEFT JOIN (SELECT run_id, sum(models) AS models, sum(downloads_30d) AS downloads_30d FROM mart_adoption GROUP BY run_id) a USING (run_id)
LEFT JOIN (SELECT run_id, sum(models) AS models, sum(downloads_30d) AS downloads_30d FROM mart_licence GROUP BY run_id) l USING (run_id)
WHERE (r.in_series AND r.in_totals AND r.listing = 'organisations' AND (
        r.models IS DISTINCT FROM a.models OR r.models IS DISTINCT FROM l.models
        OR r.downloads_30d IS DISTINCT FROM a.downloads_30d OR r.downloads_30d IS DISTINCT FROM l.downloads_30d))
    OR (NOT r.in_series AND (a.models IS NOT NULL OR l.models IS NOT NULL));
