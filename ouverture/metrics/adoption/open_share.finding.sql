WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
), latest AS (
    SELECT snapshot_date AS as_of,
        coalesce(sum(share) FILTER (side = 'open'), 0) AS share,
        coalesce(sum(share) FILTER (side = 'unknown'), 0) AS unknown
    FROM chosen GROUP BY snapshot_date ORDER BY snapshot_date DESC LIMIT 1
), start AS (
    SELECT max(snapshot_date) AS since FROM chosen
    WHERE coalesce(coverage, 0) < $coverage_medium
        OR snapshot_date = (SELECT min(snapshot_date) FROM chosen WHERE share_like_for_like IS NOT NULL)
), origin AS (
    SELECT coalesce(sum(share_like_for_like) FILTER (side = 'open'), 0) AS share_before,
        coalesce(sum(share) FILTER (side = 'open'), 0) AS measured
    FROM chosen WHERE snapshot_date = (SELECT since FROM start) AND snapshot_date < (SELECT as_of FROM latest)
    HAVING count(share_like_for_like) > 0
), swing AS (
    SELECT s.source, s.snapshot_date, s.model_id, s.downloads_before, s.downloads_after, s.excluded,
        CASE WHEN s.tier IS NULL THEN 'unknown' WHEN s.tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold)
            THEN 'open' ELSE 'restricted' END AS side
    FROM mart_swing s
    WHERE ($tasks = 'all' OR s.task_scope = $tasks) AND ($basis = 'raw' OR NOT s.excluded)
), alone AS ( -- each side's chain without one model: its newest sum, and that carried back to the start
    SELECT w.model_id AS model, c.side,
        arg_max(c.downloads_30d - coalesce(s.downloads_after, 0), c.snapshot_date) AS now,
        now * product((c.common_downloads_30d_before - coalesce(s.downloads_before, 0))
            / nullif(c.common_downloads_30d - coalesce(s.downloads_after, 0), 0)) AS before
    FROM chosen c
    JOIN (SELECT DISTINCT source, model_id FROM swing) w ON w.source = c.source
    LEFT JOIN swing s ON s.source = c.source AND s.snapshot_date = c.snapshot_date AND s.model_id = w.model_id AND s.side = c.side
    WHERE c.snapshot_date > (SELECT since FROM start)
    GROUP BY w.model_id, c.side
), without AS ( -- the model without which the change of the open share differs most
    SELECT model, model IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        sum(now) FILTER (side = 'open') / nullif(sum(now), 0) AS share_without,
        sum(before) FILTER (side = 'open') / nullif(sum(before), 0) AS share_before_without
    FROM alone, latest, origin
    GROUP BY model
    HAVING share_without IS NOT NULL AND share_before_without IS NOT NULL
    ORDER BY abs(share_without - share_before_without - any_value(share - share_before)) DESC, model
    LIMIT 1
), span AS (
    SELECT min(coverage) AS coverage, count(DISTINCT snapshot_date) + 1 AS readings,
        len(list_filter(list_distinct(flatten(list(organisations_entered))),
            lambda o: NOT list_contains(flatten(list(organisations_left)), o))) AS entered
    FROM chosen WHERE snapshot_date > (SELECT since FROM start)
)
SELECT
    CASE WHEN share_before IS NULL THEN 'one_reading'
        WHEN abs(share - share_before - (share_without - share_before_without)) >= $one_model_change
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN share - share_before >= $flat_change THEN 'rose'
        WHEN share - share_before <= -$flat_change THEN 'fell'
        ELSE 'flat' END AS finding_case,
    list_position(['any', 'permissive', 'code', 'data'], $threshold) AS line,
    share, share_before, measured, share_without, share_before_without, model, unknown, since, entered,
    as_of,
    CASE WHEN share_before IS NULL THEN 'low'
        WHEN readings < $readings_high OR least(coverage, 1 - unknown) < $coverage_medium THEN 'low'
        WHEN finding_case IN ('one_model', 'machine') THEN 'low'
        WHEN least(coverage, 1 - unknown) >= $coverage_high THEN 'high'
        ELSE 'medium' END AS confidence,
    CASE WHEN share_before IS NULL OR readings < $readings_high THEN 'few_readings'
        WHEN finding_case IN ('one_model', 'machine') THEN 'one_model'
        WHEN 1 - unknown < $coverage_high THEN 'unknown_share'
        WHEN coverage < $coverage_high THEN 'partial_coverage' END AS confidence_reason
FROM latest CROSS JOIN start CROSS JOIN span LEFT JOIN origin ON TRUE LEFT JOIN without ON TRUE
