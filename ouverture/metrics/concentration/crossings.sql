WITH top AS (
    SELECT t.run_id, t.source, t.snapshot_date, t.place, t.unit_id
    FROM mart_top t
    WHERE t.tasks = $tasks AND t.unit = 'lab' AND t.basis = $basis AND t.unit_id IN (SELECT lab_id FROM lab)
), crossing AS (
    SELECT a.run_id, a.source, before_a.snapshot_date AS before_date, a.snapshot_date AS crossed_on, a.unit_id AS ahead, b.unit_id AS behind, a.place
    FROM top a
    JOIN top b ON b.run_id = a.run_id AND b.place > a.place
    JOIN snapshot_run s ON s.run_id = a.run_id
    JOIN top before_a ON before_a.run_id = s.previous_run_id AND before_a.unit_id = a.unit_id
    JOIN top before_b ON before_b.run_id = s.previous_run_id AND before_b.unit_id = b.unit_id
    WHERE before_a.place > before_b.place
), later AS (
    SELECT c.run_id, c.ahead, c.behind,
        bool_and(a.place < b.place) FILTER (a.snapshot_date <= c.crossed_on + $confirm_days
            OR a.snapshot_date = (SELECT min(snapshot_date) FROM top x WHERE x.source = c.source AND x.snapshot_date >= c.crossed_on + $confirm_days))
            AS stands,
        min(a.snapshot_date) FILTER (a.snapshot_date >= c.crossed_on + $confirm_days) AS confirmed_on
    FROM crossing c
    JOIN top a ON a.source = c.source AND a.unit_id = c.ahead AND a.snapshot_date > c.crossed_on
    JOIN top b ON b.run_id = a.run_id AND b.unit_id = c.behind
    GROUP BY c.run_id, c.ahead, c.behind
), moved AS (
    SELECT r.run_id, o.lab_id
    FROM series_run r
    JOIN organisation o ON list_contains(r.organisations_entered, o.organisation_id) OR list_contains(r.organisations_left, o.organisation_id)
    GROUP BY ALL
)
SELECT
    c.source,
    c.crossed_on,
    c.before_date,
    a.name AS passed_by,
    b.name AS passed,
    c.place,
    CASE WHEN NOT l.stands THEN 'reversed' WHEN l.confirmed_on IS NOT NULL THEN 'confirmed' ELSE 'recent' END AS state,
    CASE WHEN l.stands THEN l.confirmed_on END AS confirmed_on,
    CASE WHEN EXISTS (FROM moved m WHERE m.run_id = c.run_id AND m.lab_id IN (c.ahead, c.behind)) THEN 'break' END AS flags
FROM crossing c
JOIN lab a ON a.lab_id = c.ahead
JOIN lab b ON b.lab_id = c.behind
LEFT JOIN later l ON (l.run_id, l.ahead, l.behind) = (c.run_id, c.ahead, c.behind)
WHERE $interval = 'all' OR c.run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run SEMI JOIN top USING (run_id))
ORDER BY state = 'recent', c.crossed_on DESC, c.source, c.place, b.name -- those that are known to stand or not first
