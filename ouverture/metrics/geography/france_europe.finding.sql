WITH chosen AS (
    SELECT *, max(snapshot_date) OVER () AS as_of FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
), figure AS (
    SELECT any_value(as_of) AS as_of,
        max(share) FILTER (region = 'FR' AND snapshot_date = as_of) AS france,
        max(share) FILTER (region = 'EU_OTHER' AND snapshot_date = as_of AND models > 0) AS rest,
        min(snapshot_date) FILTER (region = 'FR' AND share IS NOT NULL) AS since,
        max(leading_lab) FILTER (region = 'FR' AND snapshot_date = as_of) AS leader,
        max(open_share) FILTER (region = 'FR' AND snapshot_date = as_of) AS open,
        max(foreign_base_share) FILTER (region = 'FR' AND snapshot_date = as_of) AS abroad,
        sum(labs) FILTER (snapshot_date = as_of)::BIGINT AS listed,
        (SELECT count(*) FROM lab WHERE list_contains($eu || $beside_eu, country)) AS labs
    FROM chosen
)
SELECT
    CASE WHEN france IS NULL THEN 'absent' WHEN since = as_of THEN 'first_reading' ELSE 'over_time' END AS finding_case,
    france, rest, since, leader, open, abroad, listed, labs, as_of, 'low' AS confidence, 'chosen_list' AS confidence_reason
FROM figure WHERE as_of IS NOT NULL
