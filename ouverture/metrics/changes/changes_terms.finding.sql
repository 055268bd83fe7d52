WITH run AS (
    SELECT max(snapshot_date) AS newest, count(*) FILTER (source = live_source()) AS own,
        max(snapshot_date) FILTER (snapshot_date < (SELECT max(snapshot_date) FROM series_run WHERE $until IS NULL OR snapshot_date <= $until)) AS before
    FROM series_run WHERE $until IS NULL OR snapshot_date <= $until
), seen AS (
    SELECT coalesce(max(shown_of), 0) AS changes, arg_max(model_id, downloads_30d) FILTER (flags IS NULL) AS model
    FROM result
)
SELECT CASE WHEN changes > 0 THEN 'seen' WHEN own < 2 THEN 'undated' WHEN $since >= newest THEN 'nothing' ELSE 'quiet' END AS finding_case, seen.*,
    coalesce($since, before) AS before_day, newest AS as_of, 'high' AS confidence
FROM run, seen
WHERE newest IS NOT NULL
