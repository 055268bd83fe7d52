WITH country AS (
    SELECT origin, sum(downloads_30d) AS downloads,
        coalesce(sum(share) FILTER (side = 'open'), 0) AS open,
        coalesce(sum(share) FILTER (side = 'unknown'), 0) AS unknown,
        row_number() OVER (ORDER BY downloads DESC, origin) AS place
    FROM result WHERE length(origin) = 2 GROUP BY origin
), pair AS (
    SELECT
        max(origin) FILTER (place = 1) AS first, max(open) FILTER (place = 1) AS open_first,
        max(unknown) FILTER (place = 1) AS unknown_first,
        max(origin) FILTER (place = 2) AS second, max(open) FILTER (place = 2) AS open_second,
        max(unknown) FILTER (place = 2) AS unknown_second
    FROM country
)
SELECT
    CASE WHEN first IS NULL THEN 'thin' WHEN second IS NULL THEN 'one_country' ELSE 'compare' END AS finding_case,
    least_tier($threshold) AS least_tier,
    first, open_first, unknown_first, second, open_second, unknown_second,
    (SELECT max(snapshot_date) FROM result) AS as_of,
    CASE WHEN greatest(unknown_first, unknown_second) > 0.2 THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN greatest(unknown_first, unknown_second) > 0.2 THEN 'unknown_share' ELSE 'chosen_list' END AS confidence_reason
FROM pair WHERE as_of IS NOT NULL
