-- "No lasting advantage": half of the leaders by task and size class are passed within a year. Decided only where the
-- whole band of the half-life lies on one side of 365 days. Passed is who is still behind 28 days later; machine traffic never leads.
INSERT INTO claim_found BY NAME
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY m.tasks = 'all', m.kind DESC) AS place,
    concat_ws(' ', CASE WHEN m.half_life_days IS NOT NULL THEN CASE m.kind WHEN 'lab' THEN 'labs_passed' ELSE 'models_passed' END
            WHEN m.kind = 'lab' THEN 'labs_lead' ELSE 'models_lead' END,
        'within_a_year', CASE WHEN passed_within(365, m.low_days, m.high_days) IS NULL THEN 'year_between' END) AS definition,
    to_json({tasks: m.tasks}) AS quotes,
    m.half_life_days AS figure,
    'days' AS unit,
    365 AS against,
    'less' AS needs,
    passed_within(365, m.low_days, m.high_days) AS holds,
    (SELECT max(snapshot_date) FROM series_run r WHERE r.source = m.source) AS measured_on,
    m.source
FROM claim c, mart_moat m
WHERE c.claim_id = 'no-lasting-advantage'
    AND m.source = (SELECT source FROM newest_moat('auto'));
