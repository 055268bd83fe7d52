WITH known AS (
    SELECT country, share, sum(share) OVER (ORDER BY share DESC, country) / sum(share) OVER () AS together
    FROM result WHERE country IS NOT NULL AND share > 0
), foremost AS (
    SELECT * FROM known QUALIFY lag(together, 1, 0) OVER (ORDER BY share DESC, country) < $most
), whole AS (
    SELECT max(snapshot_date) AS as_of, coalesce(sum(share) FILTER (country IS NULL), 0) AS unknown FROM result
)
SELECT
    CASE count(country) WHEN 0 THEN 'unknown_only' WHEN 1 THEN 'one' ELSE 'few' END AS finding_case,
    count(country) AS few, max(together) AS few_share, list(country ORDER BY share DESC, country) AS countries,
    arg_max(country, share) AS first, any_value(unknown) AS unknown, any_value(as_of) AS as_of, 'medium' AS confidence,
    'chosen_list' AS confidence_reason
FROM whole LEFT JOIN foremost ON TRUE
WHERE as_of IS NOT NULL
