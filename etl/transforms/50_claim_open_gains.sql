-- "Open gains on closed", by three witnesses that see different things. Installs: growth of open runtimes over growth of
-- closed-API clients, on the packages that both ends of the span list, one and two years back from the last list. Downloads on
-- the Hub: share of open weights among models that can be downloaded, like for like. Capability: points between the best of each
-- side, over the newest board of half a year or more.
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
    format('growth of open-runtime installs over growth of closed-API client installs, same packages, {}', CASE p.years WHEN 1 THEN 'one year' ELSE 'two years' END)
        AS definition_en,
    format('croissance des installations de moteurs ouverts sur celle des clients d''API fermées, mêmes paquets, {}', CASE p.years WHEN 1 THEN 'un an' ELSE 'deux ans' END)
        AS definition_fr,
    p.ratio AS figure,
    'ratio' AS unit,
    1 AS against,
    p.ratio > 1 AS holds,
    p.last_on AS measured_on,
    p.source
FROM claim c, pair p
WHERE c.claim_id = 'open-gains' AND p.ratio IS NOT NULL;

INSERT INTO claim_test BY NAME
WITH line AS (
    SELECT source, snapshot_date, share, share_like_for_like FROM like_for_like
    WHERE asked = 'auto' AND threshold = 'permissive' AND tasks = 'generative' AND basis = 'raw' AND side = 'open'
        AND line = (SELECT line FROM series_line WHERE asked = 'auto' ORDER BY snapshot_date DESC, source = 'hub' DESC LIMIT 1)
), ends AS (
    SELECT min(snapshot_date) AS since, max(snapshot_date) AS last_on, arg_min(share_like_for_like, snapshot_date) AS before,
        arg_max(share, snapshot_date) AS now, arg_max(source, snapshot_date) AS source
    FROM line
    WHERE share_like_for_like IS NOT NULL
    HAVING since < last_on
)
SELECT
    c.claim_id,
    3 AS place,
    format('of generative downloads on the Hub go to open weights, like for like since {}', day_en(e.since)) AS definition_en,
    format('des téléchargements génératifs du Hub vont à des poids ouverts, à périmètre constant depuis le {}', day_fr(e.since))
        AS definition_fr,
    e.now AS figure,
    'share' AS unit,
    e.before AS against,
    e.now > e.before AS holds,
    e.last_on AS measured_on,
    e.source
FROM claim c, ends e
WHERE c.claim_id = 'open-gains';

INSERT INTO claim_test BY NAME
WITH gap AS (
    SELECT scale, as_of, any_value(source) AS source, max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open') AS points
    FROM board_best
    GROUP BY scale, as_of
), ends AS (
    SELECT scale, min(as_of) AS first_on, max(as_of) AS last_on, arg_min(points, as_of) AS before, arg_max(points, as_of) AS now,
        arg_max(source, as_of) AS source
    FROM gap
    WHERE points IS NOT NULL
    GROUP BY scale
    HAVING last_on - first_on >= 180
    ORDER BY last_on DESC, scale
    LIMIT 1
)
SELECT
    c.claim_id,
    4 AS place,
    format('between the best closed and the best open model, {}, against {}', board_name(e.scale), day_en(e.first_on)) AS definition_en,
    format('entre le meilleur modèle fermé et le meilleur ouvert, {}, contre le {}', board_name(e.scale), day_fr(e.first_on)) AS definition_fr,
    e.now AS figure,
    'points' AS unit,
    e.before AS against,
    e.now < e.before AS holds,
    e.last_on AS measured_on,
    e.source
FROM claim c, ends e
WHERE c.claim_id = 'open-gains';
