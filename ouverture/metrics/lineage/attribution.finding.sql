WITH most AS (
    SELECT * FROM result WHERE lab_id NOT IN ('base_missing', 'other')
    ORDER BY abs(family - publisher) DESC, lab_id LIMIT 1
)
SELECT CASE WHEN abs(family - publisher) <= 0.5 THEN 'same'
        WHEN base_missing > (publisher - family) / 2 AND family < publisher THEN 'undeclared' ELSE 'moved' END AS finding_case,
    lab_id AS lab, publisher, family, base_missing, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM most
