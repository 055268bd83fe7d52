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
), step AS (
    SELECT *, 'all' AS side FROM leader WHERE snapshot_date > (SELECT since FROM start)
), swing AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT *, 'all' AS side FROM mart_swing SEMI JOIN latest USING (lab_id) WHERE counts_for($basis, $tasks, excluded, task_scope)
), span AS (
    SELECT product(ratio) - 1 AS growth, min(coverage) AS coverage, count(*) + 1 AS readings,
        entered_and_stayed(organisations_entered, organisations_left) AS entered
    FROM step
), judged AS (
    SELECT *, times - 1 AS growth_without FROM span LEFT JOIN without_one('step', 'swing') ON TRUE
), doubt AS ( -- an incomplete list could hide a larger lab
    SELECT count(*) FILTER (flags LIKE '%partial%') > 0 AS incomplete,
        bool_and(lacks_counts(uncounted_downloads_30d, downloads_30d, $uncounted))
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
