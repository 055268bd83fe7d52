WITH chosen AS (
    PIVOT (
        SELECT snapshot_date, known_share, statistic, parameters FROM result
        WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    ) ON statistic IN ('mean', 'weighted_median') USING any_value(parameters)
), latest AS (
    SELECT * FROM chosen ORDER BY snapshot_date DESC LIMIT 1
), first AS (
    SELECT * FROM chosen ORDER BY snapshot_date LIMIT 1
), both_bases AS (  -- the same change under either basis: what one large counter says must not pass for a trend
    SELECT max(c.change) FILTER (basis = 'raw') AS raw_change, max(c.change) FILTER (basis = 'adjusted') AS adjusted_change
    FROM (
        SELECT basis, arg_max(weighted_median_parameters, snapshot_date) / arg_min(weighted_median_parameters, snapshot_date) - 1 AS change
        FROM mart_size
        WHERE tasks = $tasks AND source = (SELECT newest(source, snapshot_date, source) FROM result)
            AND run_id IN (SELECT run_id FROM series_run)
        GROUP BY basis
    ) c
), change AS (
    SELECT l.*, b.*, f.snapshot_date AS since, l.mean / f.mean - 1 AS mean_change,
        l.weighted_median / f.weighted_median - 1 AS weighted_change
    FROM latest l, first f, both_bases b
)
SELECT
    CASE WHEN since = snapshot_date OR weighted_change IS NULL THEN 'flat'
        WHEN abs(raw_change - adjusted_change) > $flat_change
            AND ((raw_change > $flat_change) IS DISTINCT FROM (adjusted_change > $flat_change)) THEN 'depends'
        WHEN weighted_change <= $flat_change AND mean_change > greatest(weighted_change, 0) + $flat_change THEN 'apart'
        WHEN weighted_change > $flat_change THEN 'larger'
        WHEN weighted_change < -$flat_change THEN 'smaller'
        ELSE 'flat' END AS finding_case,
    mean, mean_change, weighted_median AS weighted, weighted_change, raw_change, adjusted_change, since, known_share AS known,
    snapshot_date AS as_of,
    CASE WHEN since = snapshot_date THEN 'low' WHEN known_share >= $known_high THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN since = snapshot_date THEN 'few_readings' ELSE 'partial_coverage' END AS confidence_reason
FROM change
