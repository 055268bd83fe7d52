-- "Open gains on closed", by installs: growth of open runtimes over growth of closed-API clients, on the packages that
-- both ends of the span list. Spans of one and two years back from the last list.
INSERT INTO claim_test BY NAME
WITH listed AS (
    SELECT side, package, observed_on, downloads, source
    FROM package_downloads
    WHERE registry = 'pypi' AND window_days = 30 AND side IN ('open_runtime', 'closed_api')
), last AS (
    SELECT max(observed_on) AS last_on FROM listed
), span AS (
    SELECT years, last_on, (SELECT min(observed_on) FROM listed WHERE observed_on >= last_on - to_years(years)) AS first_on
    FROM last, unnest([1, 2]) AS y(years)
), growth AS (
    SELECT years, last_on, a.side, a.source, sum(b.downloads) / nullif(sum(a.downloads), 0) AS growth
    FROM span
    JOIN listed a ON a.observed_on = first_on
    JOIN listed b ON b.observed_on = last_on AND b.package = a.package
    GROUP BY ALL
), pair AS (
    SELECT years, last_on, source,
        max(growth) FILTER (side = 'open_runtime') / max(growth) FILTER (side = 'closed_api') AS ratio
    FROM growth
    GROUP BY ALL
)
SELECT
    c.claim_id,
    p.years::INTEGER AS place,
    format('growth of open-runtime installs over growth of closed-API client installs, same packages, {} year(s)', p.years)
        AS definition_en,
    format('croissance des installations de moteurs ouverts sur celle des clients d''API fermées, mêmes paquets, {} an(s)', p.years)
        AS definition_fr,
    p.ratio AS figure,
    'ratio' AS unit,
    1 AS against,
    p.ratio > 1 AS holds,
    p.last_on AS measured_on,
    p.source
FROM claim c, pair p
WHERE c.claim_id = 'open-gains' AND p.ratio IS NOT NULL;
