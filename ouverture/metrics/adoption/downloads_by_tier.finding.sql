WITH chosen AS (
    SELECT *, sum(common_downloads_30d) OVER w AS after, sum(common_downloads_30d_before) OVER w AS before
    FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    WINDOW w AS (PARTITION BY snapshot_date)
    QUALIFY snapshot_date <= coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)) OVER (), max(snapshot_date) OVER ())
), reading AS (
    SELECT snapshot_date,
        sum(downloads_30d)::BIGINT AS total,
        arg_max(tier, downloads_30d) FILTER (tier IS NOT NULL AND downloads_30d > 0) AS top_tier,
        max(downloads_30d) FILTER (tier IS NOT NULL) AS top,
        any_value(organisations_entered) AS entered,
        any_value(organisations_left) AS departed,
        any_value(source) AS source,
        any_value(after) AS common_downloads_30d,
        any_value(before) AS common_downloads_30d_before,
        any_value(after / nullif(before, 0)) AS ratio,
        any_value(after) / nullif(total + sum(uncounted_downloads_30d), 0) AS coverage
    FROM chosen
    GROUP BY snapshot_date
), start AS ( -- after this reading every step compares enough of the newer total
    SELECT max(snapshot_date) AS since FROM reading WHERE coalesce(coverage, 0) < $coverage_medium OR ratio IS NULL
), step AS (
    SELECT *, 'all' AS side FROM reading WHERE snapshot_date > (SELECT since FROM start)
), swing AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT *, 'all' AS side FROM mart_swing WHERE counts_for($basis, $tasks, excluded, task_scope)
), span AS (
    SELECT product(ratio) - 1 AS growth,
        min(coverage) AS coverage,
        count(*) + 1 AS readings,
        entered_and_stayed(entered, departed) AS entered
    FROM step
), judged AS (
    SELECT *, times - 1 AS growth_without FROM span LEFT JOIN without_one('step', 'swing') ON TRUE
)
SELECT
    CASE WHEN top_tier IS NULL THEN 'unknown_only'
        WHEN growth IS NULL THEN 'one_reading'
        WHEN abs(growth - growth_without) >= greatest($one_model_change, abs(growth) / 2)
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN growth >= $flat_change THEN 'rose'
        WHEN growth <= -$flat_change THEN 'fell'
        ELSE 'flat' END AS finding_case,
    top_tier, top, total, abs(growth) AS change, growth, growth_without, model, since, judged.entered,
    snapshot_date AS as_of,
    CASE WHEN growth IS NULL OR readings < $readings_high OR finding_case IN ('one_model', 'machine') THEN 'low'
        WHEN judged.coverage >= $coverage_high THEN 'high'
        ELSE 'medium' END AS confidence,
    CASE WHEN growth IS NULL OR readings < $readings_high THEN 'few_readings'
        WHEN finding_case IN ('one_model', 'machine') THEN 'one_model'
        WHEN judged.coverage < $coverage_high THEN 'partial_coverage' END AS confidence_reason
FROM start, judged, (SELECT * FROM reading ORDER BY snapshot_date DESC LIMIT 1) AS latest
