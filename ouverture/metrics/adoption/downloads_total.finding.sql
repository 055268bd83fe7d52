WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
        AND downloads_30d IS NOT NULL
), ends AS (
    SELECT coalesce(max(snapshot_date) FILTER (coalesce(coverage, 0) < $coverage_medium), min(snapshot_date)) AS since,  -- after it every step compares enough
        coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)), max(snapshot_date)) AS as_of
    FROM chosen
), grown AS (
    SELECT any_value(source) AS source, since, as_of,
        max(downloads_30d) FILTER (line = 'raw' AND snapshot_date = as_of) AS now,
        max(downloads_30d) FILTER (line = 'raw' AND snapshot_date = since) AS raw_before,
        now / nullif(raw_before, 0) - 1 AS raw,
        max(downloads_30d) FILTER (line = 'like_for_like' AND snapshot_date = as_of)
            / nullif(max(downloads_30d) FILTER (line = 'like_for_like' AND snapshot_date = since), 0) - 1 AS "like",
        entered_and_stayed(CASE WHEN snapshot_date > since THEN organisations_entered END, CASE WHEN snapshot_date > since THEN organisations_left END) AS entered
    FROM chosen, ends
    GROUP BY since, as_of
), swing AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT *, 'all' AS side FROM mart_swing WHERE counts_for($basis, $tasks, excluded, task_scope)
), step AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT c.source, c.snapshot_date, c.side, c.common_downloads_30d, c.common_downloads_30d_before
    FROM like_for_like c JOIN grown g ON c.source = g.source AND c.snapshot_date > g.since AND c.snapshot_date <= g.as_of
    WHERE c.threshold = 'none' AND c.tasks = $tasks AND c.basis = $basis AND c.asked = c.source
)
SELECT CASE WHEN since IS NULL OR since >= as_of THEN 'one_reading'
        WHEN abs("like" - (times - 1)) >= greatest($one_model_change, abs("like") / 2) THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        ELSE 'both' END AS finding_case,
    now, raw_before, raw, "like", times - 1 AS like_without, model, entered, since, as_of,
    CASE WHEN finding_case IN ('one_model', 'machine') THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN finding_case IN ('one_model', 'machine') THEN 'one_model' ELSE 'partial_coverage' END AS confidence_reason
FROM grown LEFT JOIN without_one('step', 'swing') ON TRUE
