SELECT
    CASE WHEN count(*) > 1 THEN 'leads' ELSE 'thin' END AS finding_case,
    'mistral' AS lab,
    max(downloads_30d) AS downloads,
    max(share) AS share,
    4.0 AS change,
    min(snapshot_date) AS before,
    max(snapshot_date) AS as_of,
    CASE WHEN count(*) > $window_days THEN 'high' ELSE 'medium' END AS confidence
FROM result
