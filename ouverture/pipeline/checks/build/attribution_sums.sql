-- what: a way of attributing downloads does not add up to its run
-- remedy: see credit in ouverture/pipeline/transforms/22_core_attribute_base.sql: the parts of a model must add up to 1
SELECT r.run_id, a.mode, r.models, a.models AS credited_models, r.downloads_30d, a.downloads_30d AS credited_downloads_30d
FROM snapshot_run r
LEFT JOIN (
    SELECT run_id, mode, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_attribution
    WHERE run_id IN (SELECT run_id FROM snapshot_run WHERE run_seq >= getvariable('since_seq'))
    GROUP BY run_id, mode
) a USING (run_id)
WHERE r.run_seq >= getvariable('since_seq') AND r.in_series AND r.in_totals AND r.listing = 'organisations' AND r.models > 0
    AND (a.mode IS NULL OR abs(a.models - r.models) > 1e-6 * r.models
        OR abs(coalesce(a.downloads_30d, 0) - coalesce(r.downloads_30d, 0)) > 1e-6 * coalesce(r.downloads_30d, 0) + 0.01);
