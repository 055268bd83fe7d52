SELECT CASE WHEN any_value(verdict) FILTER (chosen) = 'level' THEN 'level' ELSE 'holds' END AS finding_case,
    count(*) FILTER (verdict = 'level') AS level, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    any_value(verdict) FILTER (chosen) AS verdict,
    min(figure) FILTER (holds) AS low, max(figure) FILTER (holds) AS high,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
