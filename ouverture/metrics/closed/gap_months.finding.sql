WITH usable AS (
    SELECT * FROM result
    WHERE direction = 'forward' AND months IS NOT NULL AND records >= $records_min AND matched >= $matched_min
), dated AS ( -- no model is left out by board, so that it leads; the newest of its kind
    SELECT u.* FROM usable u LEFT JOIN mart_yardstick y USING (yardstick)
    ORDER BY yardstick = $yardstick DESC, coalesce(y.preference = 0, FALSE) DESC, clock = 'board' DESC, as_of DESC, records DESC, yardstick LIMIT 1
), newest AS (
    SELECT u.* FROM usable u, dated d WHERE $yardstick IS NULL AND u.as_of > d.as_of ORDER BY u.as_of DESC, u.records DESC, u.yardstick LIMIT 1
)
SELECT
    CASE WHEN d.months IS NULL THEN 'thin' WHEN n.months IS NOT NULL THEN 'two' ELSE 'measured' END AS finding_case,
    round(d.months, 1) AS months, round(d.low_months, 1) AS low_months, round(d.high_months, 1) AS high_months, d.records, d.matched,
    round(n.months, 1) AS newest_months, round(n.low_months, 1) AS newest_low, round(n.high_months, 1) AS newest_high, n.records AS newest_records,
    n.undated AS newest_undated, n.as_of AS newest_on,
    coalesce(d.as_of, (SELECT max(as_of) FROM result)) AS as_of,
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM (SELECT 1) AS one LEFT JOIN dated d ON TRUE LEFT JOIN newest n ON TRUE
WHERE EXISTS (FROM result)
