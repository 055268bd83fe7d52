SELECT CASE WHEN family_reach < $least_downloads THEN 'thin' WHEN family_reach > 1.01 * publisher THEN 'reach' ELSE 'no_further' END AS finding_case, lab_id AS lab, family_reach AS family, coalesce(publisher, 0) AS publisher,
    through, $least_downloads AS least, named_share AS named, snapshot_date AS as_of, 'low' AS confidence
FROM result
WHERE publisher > 0 AND (source, snapshot_date) = (
    SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE family_reach IS NOT NULL AND publisher > 0)
ORDER BY family_reach >= $least_downloads DESC, family_reach / publisher DESC NULLS LAST, lab_id LIMIT 1
