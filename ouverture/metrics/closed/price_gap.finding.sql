WITH compared AS (
    SELECT * FROM result WHERE closed_over_open IS NOT NULL AND score_from IN (
        SELECT score_from FROM result GROUP BY score_from HAVING min(priced) >= $priced_min
    )
), figure AS (
    SELECT any_value(closed_over_open_all) AS ratio, round(min(closed_over_open), 1) AS lowest, round(max(closed_over_open), 1) AS highest, count(DISTINCT score_from) AS bands,
        sum(priced) FILTER (side = 'open') AS open_priced, sum(priced) FILTER (side = 'closed') AS closed_priced,
        arg_min(cheapest_model, cheapest_usd) FILTER (side = 'open') AS cheapest_open
    FROM compared
)
SELECT
    CASE WHEN NOT EXISTS (FROM result WHERE abs(priced_on - as_of) <= $days_apart) AND EXISTS (FROM result WHERE priced_on IS NOT NULL) THEN 'apart'
        WHEN bands = 0 THEN 'thin' WHEN bands = 1 THEN 'one_band' ELSE 'pair' END AS finding_case,
    round(ratio, 1) AS ratio, CASE WHEN lowest < highest THEN lowest END AS low, CASE WHEN lowest < highest THEN highest END AS high, bands, open_priced, closed_priced, cheapest_open,
    (SELECT max(unmatched) FROM result) AS unmatched, (SELECT max(as_of) FROM result) AS board_on,
    (SELECT coalesce(max(priced_on), max(as_of)) FROM result) AS as_of,
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM figure
WHERE EXISTS (FROM result)
