WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
), latest AS (
    SELECT any_value(line) AS line, snapshot_date AS as_of,
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
), swing AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT *, side_of(tier, least_tier($threshold)) AS side FROM mart_swing WHERE counts_for($basis, $tasks, excluded, task_scope)
), step AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT * FROM chosen WHERE snapshot_date > (SELECT since FROM start)
), alone AS ( -- each side without one model: its newest sum, and that carried back to the start
    SELECT w.*, c.downloads_30d - w.downloads AS now, now * w.back AS before
    FROM without_each('step', 'swing') w JOIN chosen c USING (side) JOIN latest ON c.snapshot_date = as_of
), without AS ( -- the model without which the change of the open share differs most
    SELECT model, bool_or(machine) AS machine,
        sum(now) FILTER (side = 'open') / nullif(sum(now), 0) AS share_without,
        sum(before) FILTER (side = 'open') / nullif(sum(before), 0) AS share_before_without
    FROM alone, latest, origin
    GROUP BY model
    HAVING share_without IS NOT NULL AND share_before_without IS NOT NULL
    ORDER BY abs(share_without - share_before_without - any_value(share - share_before)) DESC, model
    LIMIT 1
), span AS (
    SELECT min(coverage) AS coverage, count(DISTINCT snapshot_date) + 1 AS readings,
        entered_and_stayed(organisations_entered, organisations_left) AS entered
    FROM chosen WHERE snapshot_date > (SELECT since FROM start)
)
SELECT
    CASE WHEN share_before IS NULL THEN 'one_reading'
        WHEN abs(share - share_before - (share_without - share_before_without)) >= $one_model_change
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN share - share_before >= $flat_change THEN 'rose'
        WHEN share - share_before <= -$flat_change THEN 'fell'
        ELSE 'flat' END AS finding_case,
    least_tier($threshold) AS least_tier,
    share, share_before, measured, share_without, share_before_without, model, unknown, since, entered,
    line, as_of,
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
