SELECT
    source, snapshot_date, listing, status AS run_status, reason, models,
    CASE listing WHEN 'organisations' THEN downloads_30d END AS downloads_30d,
    unchanged_share, median_ratio, in_series, run_id
FROM snapshot_run
ORDER BY snapshot_date DESC, run_seq DESC
