-- Published figures with a near relative here: shown beside them, never as a test, since windows and lists differ.
INSERT INTO claim_found BY NAME
WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), nearest AS (
    SELECT 'top1000-apache' AS claim_id, 'share' AS unit,
        'apache_share' AS definition,
        sum(l.models) FILTER (l.licence = 'apache-2.0') / sum(l.models) AS figure
    FROM run JOIN mart_licence l USING (run_id)
    UNION ALL
    SELECT 'hubstats-minilm30', 'downloads',
        'minilm_downloads',
        (SELECT l.downloads_30d FROM latest_reading l JOIN model m USING (model_key), run
         WHERE l.source = run.source AND l.listed AND m.model_id = 'sentence-transformers/all-MiniLM-L6-v2')
)
SELECT n.claim_id, 1 AS place, definition, n.figure, n.unit,
    c.figure / CASE n.unit WHEN 'share' THEN 100 ELSE 1 END AS against,
    'nothing' AS needs, run.snapshot_date AS measured_on, run.source
FROM nearest n JOIN claim c USING (claim_id), run
WHERE n.figure IS NOT NULL;
