WITH chosen AS (
    SELECT *, sum(downloads_30d) OVER (PARTITION BY snapshot_date) AS total
    FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    QUALIFY snapshot_date <= coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)) OVER (), max(snapshot_date) OVER ())
), span AS (
    SELECT min(snapshot_date) FILTER (share_like_for_like IS NOT NULL) AS since, max(snapshot_date) AS as_of,
        count(DISTINCT snapshot_date) FILTER (share_like_for_like IS NOT NULL) AS readings
    FROM chosen
), moved AS (
    SELECT origin, max(share_like_for_like) FILTER (snapshot_date = since) AS before,
        max(share_like_for_like) FILTER (snapshot_date = as_of) AS after,
        max(share) FILTER (snapshot_date = since) AS measured,
        max(share) FILTER (snapshot_date = as_of) AS listed
    FROM chosen, span WHERE length(origin) = 2
    GROUP BY origin
    HAVING before IS NOT NULL AND after IS NOT NULL
    ORDER BY abs(after - before) DESC, after DESC, origin LIMIT 1
), jump AS (
    SELECT m.model_id AS model, m.downloads_before AS model_before, m.downloads_after AS model_after, m.excluded AS machine
    FROM mart_mover m
    JOIN (SELECT DISTINCT source, snapshot_date, total FROM chosen) c USING (source, snapshot_date), span
    WHERE m.snapshot_date > since AND counts_for($basis, $tasks, m.excluded, m.task_scope)
        AND abs(m.downloads_after - m.downloads_before) >= $one_model * c.total
    ORDER BY abs(m.downloads_after - m.downloads_before) / c.total DESC, m.model_id LIMIT 1
), entered AS (
    SELECT len(list_distinct(flatten(list(organisations_entered)))) AS entered FROM chosen, span WHERE snapshot_date > since
)
SELECT
    CASE WHEN since IS NULL OR since = as_of OR origin IS NULL THEN 'thin'
        WHEN abs(after - before) < $flat_change THEN 'flat'
        WHEN machine THEN 'machine'
        WHEN model IS NOT NULL THEN 'one_model'
        ELSE 'rose' END AS finding_case,
    origin AS country, before, after, after - before AS moved, measured, listed, since, coalesce(entered, 0) AS entered, model, model_before, model_after, as_of,
    CASE WHEN readings < $readings_high OR model IS NOT NULL THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN readings < $readings_high THEN 'few_readings' WHEN model IS NOT NULL THEN 'one_model' ELSE 'chosen_list' END
        AS confidence_reason
FROM span LEFT JOIN moved ON TRUE LEFT JOIN jump ON TRUE LEFT JOIN entered ON TRUE
WHERE as_of IS NOT NULL
