WITH last AS (
    SELECT *, max(observed_on) OVER (PARTITION BY source, registry) AS last_on,
        min(observed_on) FILTER (observed_on >= $since) OVER (PARTITION BY source, registry, counted_from) AS first_on
    FROM package_window
), judged AS (
    SELECT p.*, sum(p.downloads) OVER (PARTITION BY p.source, p.registry) AS total,
        CASE WHEN p.downloads IS NULL THEN 'no_counter' WHEN p.side = 'other' THEN 'other_side'
            WHEN f.package IS NULL THEN 'entered' END AS why
    FROM last p
    LEFT JOIN package_window f ON (f.source, f.registry, f.package, f.observed_on) = (p.source, p.registry, p.package, p.first_on)
    WHERE p.observed_on = p.last_on
)
SELECT source, last_on AS snapshot_date, why, 'packages' AS what, count(*) AS number, sum(downloads)::BIGINT AS amount,
    sum(downloads) / nullif(any_value(total), 0) AS share, list(package ORDER BY downloads DESC NULLS LAST, package)[:5] AS largest
FROM judged
WHERE why IS NOT NULL
GROUP BY source, registry, last_on, why
ORDER BY last_on DESC, source, amount DESC NULLS LAST, why
