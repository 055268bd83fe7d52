WITH first AS (
    SELECT licence, snapshot_date, sum(download_share) AS download_share, sum(model_share) AS model_share
    FROM result WHERE licence IS NOT NULL AND licence <> 'others'
    GROUP BY ALL ORDER BY sum(downloads_30d) DESC NULLS LAST, licence LIMIT 1
), unread AS (
    SELECT coalesce(sum(model_share), 0) AS unknown_models, coalesce(sum(download_share), 0) AS unknown_downloads
    FROM result WHERE licence IS NULL
)
SELECT 'first' AS finding_case, f.licence, f.download_share AS downloads, f.model_share AS models,
    unknown_models, unknown_downloads, f.snapshot_date AS as_of,
    CASE WHEN greatest(unknown_models, unknown_downloads) > $unknown_medium THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN confidence = 'medium' THEN 'unknown_licences' END AS confidence_reason
FROM first f, unread
