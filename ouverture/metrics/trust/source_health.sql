WITH newest AS (
    SELECT max(visited_at)::DATE AS newest_on FROM source_visit
)
SELECT
    source,
    arg_max(status, visited_at) AS visit_status,
    max(visited_at)::DATE AS last_visit_on,
    max(visited_at) FILTER (status <> 'failed')::DATE AS last_good_on,
    (any_value(newest_on) - last_good_on)::INTEGER AS days_without,
    count(*) AS visits,
    arg_max_null(reason, visited_at) AS reason
FROM source_visit, newest
GROUP BY source
ORDER BY visit_status = 'ok', visit_status = 'partial', source
