SELECT
    a.source, m.model_id, a.age_days, m.size_class, c.peers, a.downloads,
    CASE WHEN $version = '2' THEN c.tenth ELSE c.top_ten_median END AS reference,
    a.downloads / nullif(CASE WHEN $version = '2' THEN c.tenth ELSE c.top_ten_median END, 0) AS relative_adoption,
    nullif(concat_ws(' ', CASE WHEN a.estimated THEN 'estimated' END, CASE WHEN o.source IS NOT NULL THEN 'excluded' END), '') AS flags
FROM model m
JOIN mart_age a USING (model_key)
LEFT JOIN mart_cohort c ON c.source = a.source AND c.task_scope = m.task_scope AND c.size_class = m.size_class
    AND c.age_days = a.age_days AND c.peers >= $fewest AND NOT m.on_exclusion_list AND m.base_relation IS DISTINCT FROM 'quantized'
LEFT JOIN (
    SELECT DISTINCT source, model_key FROM mart_left_out
    WHERE run_id IN (SELECT arg_max(run_id, snapshot_date) FROM series_run GROUP BY source)
) o ON o.source = a.source AND o.model_key = m.model_key
WHERE m.model_id = $model
ORDER BY a.source = live_source() DESC, a.source, a.age_days
