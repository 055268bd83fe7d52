SELECT CASE WHEN count(*) = 1 THEN 'one' ELSE 'sum' END AS finding_case, sum(downloads_30d) AS total, count(*) AS windows, min(from_on) AS since,
    coalesce(sum(uncovered_days), 0) AS uncovered, max(snapshot_date) AS as_of,
    CASE WHEN any_value(source) = live_source() THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN any_value(source) <> live_source() THEN 'chosen_list' END AS confidence_reason
FROM result
WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
HAVING count(*) > 0
