SELECT 'flows' AS finding_case,
    part_of(downloads_30d, to_node = 'own_lab') AS share,
    any_value(named_share) AS named, any_value(missing_share) AS missing, max(snapshot_date) AS as_of, 'low' AS confidence
FROM result WHERE stage = 1
HAVING count(*) > 0
