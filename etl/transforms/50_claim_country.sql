-- Country shares and ranks, by the head office of the publishing lab, 30-day downloads, last reading of whole
-- organisations. The list is chosen and other studies count other windows: the nearest figures, which decide nothing.
INSERT INTO claim_test BY NAME
WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), country AS (
    SELECT l.country, sum(a.downloads_30d) AS downloads
    FROM run JOIN mart_adoption a USING (run_id) LEFT JOIN lab l ON l.lab_id = a.lab_id
    GROUP BY l.country
), ranked AS (
    SELECT country, downloads / sum(downloads) OVER () AS share,
        rank() OVER (PARTITION BY country IS NULL ORDER BY downloads DESC) AS place
    FROM country
), asked AS (
    SELECT unnest(['france-place', 'longpre-china', 'hf-china-share', 'longpre-us', 'hf-us-share']) AS claim_id,
        unnest(['FR', 'CN', 'CN', 'US', 'US']) AS country,
        unnest(['rank', 'share', 'share', 'share', 'share']) AS unit
)
SELECT
    claim_id,
    1 AS place,
    CASE asked.unit WHEN 'rank' THEN 'of the country by 30-day downloads of its labs, models of all tasks, among the organisations read'
        ELSE 'share of 30-day downloads of labs with head office there, models of all tasks, among the organisations read' END AS definition_en,
    CASE asked.unit WHEN 'rank' THEN 'pour le pays, selon les téléchargements sur 30 jours de ses laboratoires, modèles de toutes tâches, parmi les organisations relevées'
        ELSE 'part des téléchargements sur 30 jours des laboratoires qui y ont leur siège, modèles de toutes tâches, parmi les organisations relevées' END AS definition_fr,
    CASE asked.unit WHEN 'rank' THEN r.place ELSE r.share END AS figure,
    asked.unit,
    c.figure / CASE asked.unit WHEN 'share' THEN 100 ELSE 1 END AS against,
    NULL::BOOLEAN AS holds,
    run.snapshot_date AS measured_on,
    run.source
FROM asked
JOIN claim c USING (claim_id)
JOIN ranked r USING (country), run;

-- "Chinese models passed those of the US": the two shares side by side, at the reading where China stood highest against the US
-- and at the last one. The list is chosen: the nearest figures, which decide nothing.
INSERT INTO claim_test BY NAME
WITH share AS (
    SELECT r.source, r.snapshot_date,
        sum(a.downloads_30d) FILTER (l.country = 'CN') / sum(a.downloads_30d) AS china,
        sum(a.downloads_30d) FILTER (l.country = 'US') / sum(a.downloads_30d) AS us
    FROM series_run r JOIN mart_adoption a USING (run_id) LEFT JOIN lab l ON l.lab_id = a.lab_id
    WHERE a.task_scope = 'generative' AND r.source = (SELECT source FROM newest_run('auto'))
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
    format('of generative downloads of the organisations read went to Chinese labs, {:.0f}% to those of the US{}', 100 * p.us,
        CASE p.place WHEN 1 THEN ', where China stood highest' ELSE ', last reading' END) AS definition_en,
    format('des téléchargements génératifs des organisations relevées allaient aux laboratoires chinois, {:.0f} % à ceux des États-Unis{}', 100 * p.us,
        CASE p.place WHEN 1 THEN ', au plus haut de la Chine' ELSE ', dernier relevé' END) AS definition_fr,
    p.china AS figure,
    'share' AS unit,
    p.us AS against,
    NULL::BOOLEAN AS holds,
    p.snapshot_date AS measured_on,
    p.source
FROM claim c, picked p
WHERE c.claim_id = 'china-passes-us';
