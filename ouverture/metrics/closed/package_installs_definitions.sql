WITH listed AS (
    SELECT source, registry, counted_from, side, package, observed_on, downloads_per_day
    FROM package_window
    WHERE side IN ('open_runtime', 'closed_api') AND downloads > 0 AND observed_on >= $since
), stretch AS (
    SELECT source, registry, counted_from, min(observed_on) AS first_on, max(observed_on) AS last_on FROM listed
    GROUP BY ALL HAVING count(DISTINCT side) = 2 AND first_on < last_on
), series AS (
    SELECT source, registry, max(counted_from) AS newest, max(last_on) AS as_of FROM stretch
    GROUP BY ALL ORDER BY as_of DESC, source LIMIT 1
), span AS (
    SELECT source, registry, counted_from, counted_from::VARCHAR AS name, first_on, last_on, counted_from = newest AS is_newest
    FROM stretch JOIN series USING (source, registry)
    UNION ALL
    SELECT source, registry, counted_from, 'half_year', (SELECT min(observed_on) FROM listed l
        WHERE (l.source, l.registry, l.counted_from) = (s.source, s.registry, s.counted_from)
            AND l.observed_on >= last_on - to_months($half_year_months)), last_on, FALSE
    FROM stretch s JOIN series USING (source, registry)
    WHERE counted_from = newest AND first_on < last_on - to_months($half_year_months)
), pair AS (
    SELECT s.source, s.name, s.is_newest, s.last_on, a.side, a.package, a.downloads_per_day AS before, b.downloads_per_day AS after,
        row_number() OVER (PARTITION BY s.name, a.side ORDER BY b.downloads_per_day DESC, a.package) = 1 AS largest
    FROM span s
    JOIN listed a ON (a.source, a.registry, a.observed_on) = (s.source, s.registry, s.first_on)
    JOIN listed b ON (b.source, b.registry, b.observed_on, b.package) = (s.source, s.registry, s.last_on, a.package)
    WHERE s.first_on < s.last_on
), grown AS (
    SELECT source, name, is_newest, last_on, side, sum(after) / sum(before) AS sum, median(after / before) AS median_package,
        sum(after) FILTER (NOT largest) / sum(before) FILTER (NOT largest) AS without_largest
    FROM pair
    GROUP BY ALL
), judged AS (
    SELECT source, name, last_on, method,
        max(growth) FILTER (side = 'open_runtime') / max(growth) FILTER (side = 'closed_api') AS ratio,
        CASE WHEN ratio >= 1 THEN 'open' ELSE 'closed' END AS verdict,
        is_newest AND method = 'sum' AS chosen
    FROM (UNPIVOT grown ON sum, median_package, without_largest INTO NAME method VALUE growth)
    GROUP BY ALL
    HAVING ratio IS NOT NULL
)
SELECT source, last_on AS snapshot_date, concat_ws(' · ', name, method) AS definition, ratio AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY ratio DESC, definition
