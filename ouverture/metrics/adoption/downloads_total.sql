SELECT c.source, c.snapshot_date, l.line,
    round(CASE l.line WHEN 'raw' THEN c.downloads_30d ELSE c.volume END)::BIGINT AS downloads_30d,
    c.models::BIGINT AS models, c.coverage::DOUBLE AS coverage, r.organisations_entered, r.organisations_left,
    flags_and_gap(r.flags, r.days_since_previous, $gap_days) AS flags
FROM like_for_like c
JOIN series_run r USING (run_id)
CROSS JOIN (VALUES ('raw'), ('like_for_like')) AS l(line)
WHERE c.threshold = 'none' AND c.tasks = $tasks AND c.basis = $basis AND c.asked = c.source AND of_source($source, c.source)  -- lists differ: totals stay apart
    AND c.models > 0
ORDER BY c.source, l.line DESC, c.snapshot_date
