WITH latest AS (
    SELECT * FROM result
    WHERE (source, snapshot_date) = (SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE downloads_30d IS NOT NULL)
), peak AS (
    SELECT downloads_30d AS peak, snapshot_date AS peak_on FROM result ORDER BY downloads_30d DESC NULLS LAST, snapshot_date LIMIT 1
)
SELECT CASE WHEN (SELECT count(downloads_30d) FROM result) = 1 THEN 'one' WHEN downloads_30d = peak THEN 'now' ELSE 'peak' END AS finding_case,
    downloads_30d AS now, peak, peak_on, snapshot_date AS as_of, 'high' AS confidence
FROM latest, peak
