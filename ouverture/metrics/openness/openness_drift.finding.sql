WITH live AS (
    SELECT count(*) AS snapshots, min(snapshot_date) AS first, max(snapshot_date) AS last
    FROM snapshot_run WHERE source = live_source() AND in_series
), counted AS (
    SELECT sum(changes) AS "all",
        coalesce(sum(changes) FILTER (direction = 'opened'), 0) AS opened,
        coalesce(sum(changes) FILTER (direction = 'closed'), 0) AS closed,
        coalesce(sum(changes) FILTER (direction = 'unknown'), 0) AS unknown
    FROM (SELECT direction, any_value(changes_of_direction) AS changes FROM result GROUP BY direction)
)
SELECT
    CASE WHEN c."all" > 0 THEN 'seen' WHEN l.snapshots < 2 THEN 'not_yet' ELSE 'quiet' END AS finding_case,
    c."all", c.opened, c.closed, c.unknown, l.snapshots, l.first, l.last,
    (SELECT model_id FROM result ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id LIMIT 1) AS model,
    coalesce(l.last, (SELECT max(snapshot_date) FROM snapshot_run WHERE in_series)) AS as_of,
    CASE WHEN l.snapshots < 2 THEN 'low' ELSE 'high' END AS confidence,
    CASE WHEN l.snapshots < 2 THEN 'few_readings' END AS confidence_reason
FROM live l, counted c
