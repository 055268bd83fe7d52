-- "Open gains on closed", by three witnesses that see different things. Installs a day: growth of open runtimes over growth
-- of closed-API clients, on the packages that both ends list, over the two newest stretches of half a year or more whose lists
-- count the same (no span runs across a change of what is counted), a year of each at most. Downloads on
-- the Hub: whether the open share rises under most of the definitions of the metric open_share_definitions, one favourable one
-- is not enough. Capability: see 50_claim_gap_closes.sql.
INSERT INTO claim_found BY NAME
WITH listed AS (
    SELECT counted_from, side, package, observed_on, downloads_per_day, source
    FROM package_window
    WHERE registry = 'pypi' AND side IN ('open_runtime', 'closed_api') AND downloads > 0
), span AS (
    SELECT source, counted_from, max(observed_on) AS last_on,
        (SELECT min(observed_on) FROM listed l WHERE (l.source, l.counted_from) = (s.source, s.counted_from)
            AND observed_on >= max(s.observed_on) - to_years(1)) AS first_on
    FROM listed s
    GROUP BY source, counted_from
), chosen AS (
    SELECT *, row_number() OVER (ORDER BY last_on DESC, source) AS place FROM span WHERE last_on - first_on >= 180
    QUALIFY place <= 2
), growth AS (
    SELECT place, last_on, first_on, a.side, a.source, sum(b.downloads_per_day) / nullif(sum(a.downloads_per_day), 0) AS growth
    FROM chosen c
    JOIN listed a ON (a.source, a.observed_on) = (c.source, c.first_on)
    JOIN listed b ON (b.source, b.observed_on, b.package) = (c.source, c.last_on, a.package)
    GROUP BY ALL
), pair AS (
    SELECT place, first_on, last_on, source,
        max(growth) FILTER (side = 'open_runtime') / max(growth) FILTER (side = 'closed_api') AS ratio
    FROM growth
    GROUP BY ALL
)
SELECT
    c.claim_id,
    p.place::INTEGER AS place,
    'installs_growth' AS definition,
    p.ratio AS figure,
    'ratio' AS unit,
    1 AS against,
    'more' AS needs,
    p.ratio > 1 AS holds,
    p.first_on AS since,
    p.last_on AS measured_on,
    p.source
FROM claim c, pair p
WHERE c.claim_id = 'open-gains' AND p.ratio IS NOT NULL;

INSERT INTO claim_found BY NAME
WITH counted AS (
    SELECT max(snapshot_date) AS last_on, arg_max(source, snapshot_date) AS source, min(since) AS since, count(*) AS definitions,
        count(*) FILTER (verdict = 'rises') AS rises, count(*) FILTER (verdict = 'flat') AS flat, count(*) FILTER (verdict = 'falls') AS falls
    FROM open_share_judged()
    HAVING definitions > 0
)
SELECT
    c.claim_id,
    3 AS place,
    'definitions_rise' AS definition,
    to_json({definitions: d.definitions, rises: d.rises, flat: d.flat, falls: d.falls}) AS quotes,
    d.rises / d.definitions AS figure,
    'share' AS unit,
    0.5 AS against,
    'more' AS needs,
    d.rises > d.definitions / 2 AS holds,
    d.since,
    d.last_on AS measured_on,
    d.source
FROM claim c, counted d
WHERE c.claim_id = 'open-gains';
