WITH publisher AS (
    SELECT lab_id, any_value(role) AS role, sum(downloads_30d) AS downloads, sum(share) AS share, any_value(snapshot_date) AS as_of
    FROM result GROUP BY lab_id
), most AS (
    SELECT *, role = 'maker' AS own FROM publisher WHERE downloads > 0
    ORDER BY own, downloads DESC, lab_id LIMIT 1
)
SELECT CASE WHEN own THEN 'own' WHEN lab_id IS NULL THEN 'outside' ELSE 'other' END AS finding_case,
    $family AS family, lab_id AS lab, downloads, share, as_of, 'low' AS confidence, 'declared_bases' AS confidence_reason
FROM most
