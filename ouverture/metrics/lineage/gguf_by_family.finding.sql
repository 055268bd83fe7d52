SELECT CASE WHEN family = 'unknown' THEN 'unknown_only' ELSE 'most' END AS finding_case, family, downloads_30d AS downloads, share, lab_id AS lab,
    downloads_lab, snapshot_date AS as_of, 'low' AS confidence
FROM result
ORDER BY family = 'unknown', downloads_30d DESC, family LIMIT 1
