WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
        AND downloads_30d IS NOT NULL
), latest AS (
    SELECT * FROM chosen
    WHERE snapshot_date = (SELECT max(snapshot_date) FROM chosen)
    ORDER BY downloads_30d DESC, lab_id LIMIT 1
), leader AS (
    SELECT c.*, c.common_downloads_30d / nullif(c.common_downloads_30d_before, 0) AS ratio
    FROM chosen c JOIN latest USING (lab_id)
), start AS (
    SELECT max(snapshot_date) AS since FROM leader
    WHERE coalesce(coverage, 0) < $coverage_medium OR ratio IS NULL
), swing AS (
    SELECT s.source, s.snapshot_date, s.model_id, s.downloads_before, s.downloads_after, s.excluded
    FROM mart_swing s JOIN latest USING (lab_id)
    WHERE ($tasks = 'all' OR s.task_scope = $tasks) AND ($basis = 'raw' OR NOT s.excluded)
), jump AS ( -- the whole chain without one model, for the model without which it differs most
    SELECT w.model_id AS model, w.model_id IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        product((l.common_downloads_30d - coalesce(s.downloads_after, 0))
            / (l.common_downloads_30d_before - coalesce(s.downloads_before, 0))) AS times
    FROM leader l
    CROSS JOIN (SELECT DISTINCT model_id FROM swing) w
    LEFT JOIN swing s ON s.source = l.source AND s.snapshot_date = l.snapshot_date AND s.model_id = w.model_id
    WHERE l.snapshot_date > (SELECT since FROM start)
    GROUP BY w.model_id
    HAVING bool_and(l.common_downloads_30d > coalesce(s.downloads_after, 0) AND l.common_downloads_30d_before > coalesce(s.downloads_before, 0))
    ORDER BY abs(ln(times / (SELECT product(ratio) FROM leader WHERE snapshot_date > (SELECT since FROM start)))) DESC, model
    LIMIT 1
), span AS (
    SELECT product(ratio) - 1 AS growth, min(coverage) AS coverage, count(*) + 1 AS readings,
        len(list_filter(list_distinct(flatten(list(organisations_entered))),
            lambda o: NOT list_contains(flatten(list(organisations_left)), o))) AS entered
    FROM leader WHERE snapshot_date > (SELECT since FROM start)
), judged AS (
    SELECT *, times - 1 AS growth_without FROM span LEFT JOIN jump ON TRUE
), doubt AS ( -- an incomplete list could hide a larger lab
    SELECT count(*) FILTER (flags LIKE '%partial%') > 0 AS incomplete,
        bool_and(uncounted_downloads_30d > 0 AND uncounted_downloads_30d >= $uncounted * (downloads_30d + uncounted_downloads_30d))
            FILTER (flags LIKE '%partial%') AS uncounted
    FROM chosen WHERE snapshot_date = (SELECT max(snapshot_date) FROM chosen)
)
SELECT
    CASE WHEN growth IS NULL THEN 'one_reading'
        WHEN abs(growth - growth_without) >= greatest($one_model_change, abs(growth) / 2)
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN growth >= $flat_change THEN 'rose'
        WHEN growth <= -$flat_change THEN 'fell'
        ELSE 'flat' END || CASE WHEN len($labs) = 1 THEN '_alone' ELSE '' END AS finding_case,
    lab_id AS lab, downloads_30d AS downloads, share, abs(growth) AS change, growth, growth_without, model,
    since, judged.entered,
    snapshot_date AS as_of,
    CASE WHEN growth IS NULL OR readings < $readings_high OR finding_case[:7] IN ('one_mod', 'machine') THEN 'low'
        WHEN judged.coverage >= $coverage_high AND NOT incomplete THEN 'high'
        ELSE 'medium' END AS confidence,
    CASE WHEN growth IS NULL OR readings < $readings_high THEN 'few_readings'
        WHEN finding_case[:7] IN ('one_mod', 'machine') THEN 'one_model'
        WHEN uncounted THEN 'missing_counts'
        WHEN incomplete THEN 'incomplete_list'
        WHEN judged.coverage < $coverage_high THEN 'partial_coverage' END AS confidence_reason
FROM latest, start, judged, doubt
