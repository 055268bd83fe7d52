WITH listed AS (
    SELECT source, registry, side, package, observed_on, window_days, counts, counted_from, is_break, downloads, downloads_per_day
    FROM package_window
    WHERE side IN ('closed_api', 'open_runtime') AND observed_on >= $since
        AND downloads IS NOT NULL
), counted AS (
    SELECT source, registry, min(observed_on) AS first_on, max(observed_on) AS last_on
    FROM listed
    WHERE $counted_by IS NULL OR source = $counted_by
    GROUP BY ALL
), reach AS ( -- one count at a time: of those that reach the newest days the longest, unless the reader chose
    SELECT * FROM counted
    QUALIFY $counted_by IS NOT NULL OR row_number() OVER (
        ORDER BY last_on >= (SELECT max(last_on) FROM counted) - $fresh_days DESC, first_on, last_on DESC, source, registry
    ) = 1
), stretch AS (
    SELECT source, registry, counted_from, min(observed_on) AS first_on, max(observed_on) AS last_on
    FROM listed SEMI JOIN reach USING (source, registry)
    GROUP BY ALL
), package AS (
    SELECT l.source, l.registry, l.counted_from, l.side, l.package,
        bool_or(l.observed_on = r.first_on) AS at_first,
        bool_or(l.observed_on = r.last_on) AS at_last
    FROM listed l JOIN stretch r USING (source, registry, counted_from)
    GROUP BY ALL
), panel AS (
    SELECT source, registry, counted_from, side,
        list(package ORDER BY package) FILTER (at_first AND at_last) AS packages,
        coalesce(list(package ORDER BY package) FILTER (at_last AND NOT at_first), []) AS packages_entered
    FROM package
    GROUP BY ALL
    HAVING packages IS NOT NULL
), summed AS (
    SELECT l.source, l.registry, l.counted_from, l.observed_on, l.side, p.packages, p.packages_entered,
        any_value(l.window_days) AS window_days, any_value(l.counts) AS counts, bool_or(l.is_break) AS is_break,
        count(*) FILTER (list_contains(p.packages, l.package)) AS present,
        sum(l.downloads) FILTER (list_contains(p.packages, l.package)) AS compared,
        sum(l.downloads_per_day) FILTER (list_contains(p.packages, l.package)) AS compared_per_day,
        sum(l.downloads)::BIGINT AS downloads_listed
    FROM listed l JOIN panel p USING (source, registry, counted_from, side)
    GROUP BY ALL
), figure AS (
    SELECT *, (CASE WHEN present = len(packages) THEN compared END)::BIGINT AS downloads,
        CASE WHEN present = len(packages) THEN compared_per_day END AS downloads_per_day
    FROM summed
)
SELECT
    source, registry, observed_on, side,
    100.0 * downloads_per_day / nullif(first_value(downloads_per_day) OVER alike, 0) AS index,
    downloads_per_day, downloads, downloads_listed, window_days, counts, counted_from, packages, packages_entered,
    nullif(concat_ws(' ',
        CASE WHEN is_break THEN 'break' END,
        CASE WHEN observed_on - lag(observed_on) OVER every > $gap_days THEN 'gap' END,
        CASE WHEN downloads IS NULL THEN 'partial' END), '') AS flags
FROM figure
WINDOW alike AS (PARTITION BY source, registry, side, counted_from ORDER BY observed_on),
    every AS (PARTITION BY source, registry, side ORDER BY observed_on)
ORDER BY source, registry, side, observed_on
