SELECT
    c.source,
    c.snapshot_date,
    10000 / c.hhi AS effective_number,
    c.hhi,
    c.cr1,
    c.cr4,
    c.gini,
    c.units,
    c.units_without_downloads,
    c.leader,
    c.downloads_30d,
    nullif(concat_ws(' ', r.flags, CASE WHEN o.run_id IS NOT NULL THEN 'excluded' END), '') AS flags
FROM mart_concentration c
JOIN series_run r USING (run_id)
LEFT JOIN mart_left_out o ON $unit = 'model' AND o.run_id = c.run_id AND o.model_id = c.leader
WHERE c.tasks = $tasks AND c.unit = $unit AND c.basis = $basis AND of_source($source, c.source)
ORDER BY c.source, c.snapshot_date
