SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
