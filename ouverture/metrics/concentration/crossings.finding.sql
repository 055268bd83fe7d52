WITH last_run AS (
    SELECT source, snapshot_date, snapshot_date - days_since_previous::INTEGER AS before_date
    FROM series_run
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run SEMI JOIN mart_top USING (run_id))
), chosen AS (
    SELECT * FROM result
    WHERE $interval = 'last' OR source = (SELECT newest(source, crossed_on, source) FROM result)
), best AS (
    SELECT * FROM chosen WHERE ($interval = 'last' OR state = 'confirmed') AND place <= 5 AND flags IS NULL
    ORDER BY crossed_on DESC, place LIMIT 1
)
SELECT
    CASE WHEN $interval = 'all' THEN CASE WHEN b.passed IS NULL THEN 'none' ELSE 'crossed' END
        WHEN n.before_date IS NULL THEN 'one_reading' WHEN b.passed IS NULL THEN 'still' ELSE 'rose' END AS finding_case,
    b.passed_by, b.passed, b.place, b.crossed_on, b.confirmed_on, b.confirmed_on - b.crossed_on AS days,
    coalesce(b.before_date, n.before_date) AS before_date,
    (SELECT count(*) FROM chosen) AS crossings,
    (SELECT count(*) FROM chosen WHERE state = 'reversed') AS reversed,
    (SELECT count(*) FROM chosen c WHERE c.passed_by = b.passed_by) AS others,
    CASE WHEN $interval = 'all' THEN (SELECT max(crossed_on) FROM chosen) ELSE n.snapshot_date END AS as_of,
    'medium' AS confidence
FROM last_run n LEFT JOIN best b ON TRUE
WHERE $interval = 'last' OR EXISTS (FROM chosen)
