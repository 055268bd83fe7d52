SELECT CASE WHEN len(organisations_entered) > 0 THEN 'entered' ELSE 'steady' END AS finding_case,
    entered_models AS entered, left_models AS "left", array_to_string(organisations_entered, ', ') AS organisations,
    snapshot_date AS as_of, 'high' AS confidence
FROM result
WHERE (source, snapshot_date) = (SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE entered_models IS NOT NULL)
