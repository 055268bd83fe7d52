-- Country shares and ranks, by the head office of the publishing lab, raw 30-day downloads, last reading of whole organisations.
-- Geography counts generative tasks unless told otherwise, the published figures all tasks: every definition names its scope. The
-- list is chosen and other studies count other windows: the nearest figures, which decide nothing.
INSERT INTO claim_found BY NAME
WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), scope(tasks, place) AS (
    VALUES ('generative', 1), ('all', 2)
), country AS (
    SELECT s.tasks, a.country, sum(a.downloads_30d) AS downloads
    FROM run JOIN mart_country_rule a USING (run_id) JOIN scope s ON of_tasks(s.tasks, a.task_scope)
    WHERE a.rule = 'publisher'
    GROUP BY s.tasks, a.country
), ranked AS (
    SELECT tasks, country, downloads / sum(downloads) OVER (PARTITION BY tasks) AS share,
        rank() OVER (PARTITION BY tasks, country IS NULL ORDER BY downloads DESC) AS place
    FROM country
), asked AS (
    SELECT unnest(['france-place', 'longpre-china', 'hf-china-share', 'longpre-us', 'hf-us-share']) AS claim_id,
        unnest(['FR', 'CN', 'CN', 'US', 'US']) AS country,
        unnest(['rank', 'share', 'share', 'share', 'share']) AS unit
)
SELECT
    claim_id,
    CASE asked.unit WHEN 'rank' THEN s.place ELSE 3 - s.place END AS place, -- published shares count all tasks
    CASE asked.unit WHEN 'rank' THEN 'country_rank' ELSE 'country_share' END AS definition,
    to_json({tasks: s.tasks, country: asked.country}) AS quotes,
    CASE asked.unit WHEN 'rank' THEN r.place ELSE r.share END AS figure,
    asked.unit,
    c.figure / CASE asked.unit WHEN 'share' THEN 100 ELSE 1 END AS against,
    'nothing' AS needs,
    run.snapshot_date AS measured_on,
    run.source
FROM asked
JOIN claim c USING (claim_id)
JOIN ranked r USING (country)
JOIN scope s USING (tasks), run;

-- "Chinese models passed those of the US": the two shares side by side, at the reading where China stood highest against the US
-- and at the last one of those of which it speaks. The list is chosen: the nearest figures, which decide nothing.
INSERT INTO claim_found BY NAME
WITH share AS (
    SELECT r.source, r.snapshot_date,
        sum(a.downloads_30d) FILTER (a.country = 'CN') / sum(a.downloads_30d) AS china,
        sum(a.downloads_30d) FILTER (a.country = 'US') / sum(a.downloads_30d) AS us
    FROM series_run r JOIN mart_country_rule a USING (run_id)
    WHERE a.rule = 'publisher' AND a.task_scope = 'generative'
        AND r.source = (SELECT source FROM newest_run('auto'))
    GROUP BY ALL
    HAVING china IS NOT NULL AND us IS NOT NULL
), picked AS (
    (SELECT 1 AS place, * FROM share ORDER BY china / us DESC, snapshot_date LIMIT 1)
    UNION ALL
    (SELECT 2, * FROM share ORDER BY snapshot_date DESC LIMIT 1)
)
SELECT
    c.claim_id,
    p.place,
    CASE p.place WHEN 1 THEN 'china_us china_highest chosen_only' ELSE 'china_us last_reading chosen_only' END AS definition,
    p.china AS figure,
    'share' AS unit,
    p.us AS against,
    'nothing' AS needs,
    p.snapshot_date AS measured_on,
    p.source
FROM claim c, picked p
WHERE c.claim_id = 'china-passes-us';
