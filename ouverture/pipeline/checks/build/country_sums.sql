-- what: a way of counting countries does not add up to its run
-- remedy: compare ouverture/pipeline/transforms/30_mart_country.sql with 30_mart_adoption.sql, then rebuild
SELECT r.run_id, c.rule, r.models, c.models AS counted_models, r.downloads_30d, c.downloads_30d AS counted_downloads_30d,
    a.common AS common_downloads_30d, c.common AS counted_common_downloads_30d
FROM snapshot_run r
LEFT JOIN (
    SELECT run_id, rule, sum(models) AS models, sum(downloads_30d) AS downloads_30d, sum(common_downloads_30d) AS common
    FROM mart_country_rule
    WHERE run_id IN (SELECT run_id FROM snapshot_run WHERE run_seq >= getvariable('since_seq') OR NOT in_series)
    GROUP BY run_id, rule
) c USING (run_id)
LEFT JOIN (SELECT run_id, sum(common_downloads_30d) AS common FROM mart_adoption GROUP BY run_id) a USING (run_id)
WHERE (r.run_seq >= getvariable('since_seq') AND r.in_series AND r.in_totals AND r.listing = 'organisations' AND r.models > 0
        AND (c.rule IS NULL OR abs(c.models - r.models) > 1e-6 * r.models
            OR abs(coalesce(c.downloads_30d, 0) - coalesce(r.downloads_30d, 0)) > 1e-6 * coalesce(r.downloads_30d, 0) + 0.01
            OR abs(coalesce(c.common, 0) - coalesce(a.common, 0)) > 1e-6 * coalesce(a.common, 0) + 0.01))
    OR (NOT r.in_series AND c.rule IS NOT NULL);
