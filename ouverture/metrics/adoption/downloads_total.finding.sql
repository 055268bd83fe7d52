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
            / nullif(max(downloads_30d) FILTER (line = 'like_for_like' AND snapshot_date = since), 0) - 1 AS like,
        len(list_filter(list_distinct(flatten(list(organisations_entered) FILTER (snapshot_date > since))),
            lambda o: NOT list_contains(flatten(list(organisations_left) FILTER (snapshot_date > since)), o))) AS entered
    FROM chosen, ends
    GROUP BY since, as_of
), swing AS (
    SELECT * FROM mart_swing SEMI JOIN grown USING (source)
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), step AS (
    SELECT c.snapshot_date, c.after, c.before
    FROM like_for_like c JOIN grown g ON c.source = g.source AND c.snapshot_date > g.since AND c.snapshot_date <= g.as_of
    WHERE c.threshold = 'none' AND c.tasks = $tasks AND c.basis = $basis AND c.asked = c.source
), jump AS ( -- the whole chain without one model, for the model without which it differs most
    SELECT w.model_id AS model, w.model_id IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        product((t.after - coalesce(s.downloads_after, 0)) / (t.before - coalesce(s.downloads_before, 0))) - 1 AS like_without
    FROM step t
    CROSS JOIN (SELECT DISTINCT model_id FROM swing) w
    LEFT JOIN swing s ON s.snapshot_date = t.snapshot_date AND s.model_id = w.model_id
    GROUP BY w.model_id
    HAVING bool_and(t.after > coalesce(s.downloads_after, 0) AND t.before > coalesce(s.downloads_before, 0))
    ORDER BY abs(ln((1 + like_without) / (SELECT product(after / before) FROM step))) DESC, model
    LIMIT 1
)
SELECT CASE WHEN since IS NULL OR since >= as_of THEN 'one_reading'
        WHEN abs("like" - like_without) >= greatest($one_model_change, abs("like") / 2) THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        ELSE 'both' END AS finding_case,
    now, raw_before, raw, "like", like_without, model, entered, since, as_of,
    CASE WHEN finding_case IN ('one_model', 'machine') THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN finding_case IN ('one_model', 'machine') THEN 'one_model' ELSE 'partial_coverage' END AS confidence_reason
FROM grown LEFT JOIN jump ON TRUE
