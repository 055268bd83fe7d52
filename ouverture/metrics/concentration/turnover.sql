WITH top AS (
    SELECT run_id, place, unit_id FROM mart_top WHERE tasks = $tasks AND unit = $unit AND basis = $basis
), run AS MATERIALIZED (
    SELECT r.*, s.previous_run_id, count(*) FILTER (r.flags LIKE '%break%') OVER w AS breaks
    FROM series_run r JOIN snapshot_run s USING (run_id)
    WINDOW w AS (PARTITION BY r.source ORDER BY r.snapshot_date)
), pair AS (
    SELECT r.run_id, r.source, r.snapshot_date, b.run_id AS before_id,
        (r.snapshot_date - b.snapshot_date)::INTEGER AS days,
        nullif(concat_ws(' ',
            CASE WHEN r.flags LIKE '%stale%' THEN 'stale' END,
            CASE WHEN r.breaks > b.breaks THEN 'break' END), '') AS flags
    FROM run r
    JOIN run b ON b.source = r.source AND b.snapshot_date < r.snapshot_date AND CASE
        WHEN $version = '1' THEN b.run_id = r.previous_run_id
        ELSE r.snapshot_date - b.snapshot_date BETWEEN $days_min AND $days_max END
    QUALIFY row_number() OVER (
        PARTITION BY r.run_id ORDER BY abs(r.snapshot_date - b.snapshot_date - $month_days), b.snapshot_date
    ) = 1
), tens AS (
    SELECT p.run_id,
        count(*) FILTER (b.unit_id IS NULL) AS entered,
        count(*) AS size,
        list(n.unit_id ORDER BY n.place) FILTER (b.unit_id IS NULL) AS newcomers,
        min_by(n.unit_id, n.place) AS leader
    FROM pair p
    JOIN top n ON n.run_id = p.run_id AND n.place <= $top
    LEFT JOIN top b ON b.run_id = p.before_id AND b.place <= $top AND b.unit_id = n.unit_id
    GROUP BY p.run_id
), common AS (
    SELECT p.run_id, n.unit_id, n.place AS now, b.place AS before
    FROM pair p
    JOIN top n ON n.run_id = p.run_id AND n.place <= $top_ranked
    JOIN top b ON b.run_id = p.before_id AND b.place <= $top_ranked AND b.unit_id = n.unit_id
), agreement AS (
    SELECT a.run_id, sum(sign((a.now - c.now) * (a.before - c.before))) / count(*) AS tau
    FROM common a JOIN common c ON c.run_id = a.run_id AND c.unit_id > a.unit_id
    GROUP BY a.run_id
)
SELECT
    p.source,
    p.snapshot_date,
    p.days,
    t.entered / t.size AS replaced,
    1 - (t.size - t.entered) / (t.size + t.entered) AS jaccard_distance,
    g.tau AS kendall_tau,
    coalesce(t.newcomers, []) AS newcomers,
    t.leader,
    nullif(concat_ws(' ', p.flags, CASE WHEN o.run_id IS NOT NULL THEN 'excluded' END), '') AS flags
FROM pair p
JOIN tens t USING (run_id)
LEFT JOIN agreement g USING (run_id)
LEFT JOIN mart_left_out o ON $unit = 'model' AND o.run_id = p.run_id AND o.model_id = t.leader
ORDER BY p.source, p.snapshot_date
