SELECT
    z.source,
    z.snapshot_date,
    s.statistic,
    CASE s.statistic WHEN 'mean' THEN z.mean_parameters WHEN 'median' THEN z.median_parameters ELSE z.weighted_median_parameters END
        AS parameters,
    z.models_sized AS models,
    z.downloads_30d_sized / nullif(z.downloads_30d, 0) AS known_share,
    r.flags
FROM mart_size z
JOIN series_run r USING (run_id)
CROSS JOIN (VALUES ('mean'), ('median'), ('weighted_median')) AS s(statistic)
WHERE z.tasks = $tasks AND z.basis = $basis
ORDER BY z.source, z.snapshot_date, s.statistic
