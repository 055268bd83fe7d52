WITH both_ AS (
    SELECT snapshot_date, sum(downloads_30d) FILTER (mode = 'family') AS downloads,
        1 - sum(downloads_30d) FILTER (mode = 'publisher') / sum(downloads_30d) FILTER (mode = 'family') AS share
    FROM result
    WHERE (source, snapshot_date) = (SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE downloads_30d > 0)
    GROUP BY snapshot_date
)
SELECT CASE WHEN downloads < $least_downloads THEN 'thin' WHEN share < 0.005 THEN 'own' ELSE 'others' END AS finding_case, $family AS family, downloads, share, $least_downloads AS least,
    snapshot_date AS as_of, 'low' AS confidence, 'declared_bases' AS confidence_reason
FROM both_
