-- "Over a million / two million models on the Hub": the last count of each method. The Hub grows, so a count older than
-- a year than the newest one decides nothing, and a figure that somebody published is shown but does not decide.
INSERT INTO claim_test BY NAME
WITH last AS (
    SELECT
        method,
        max(observed_on) AS measured_on,
        arg_max(models, observed_on) AS models,
        arg_max(source, observed_on) AS source
    FROM hub_size
    GROUP BY method
)
SELECT
    c.claim_id,
    row_number() OVER (PARTITION BY c.claim_id ORDER BY l.method <> 'surviving by created_at', l.method) AS place,
    CASE l.method
        WHEN 'census' THEN 'models listed on that day (census)'
        WHEN 'claim' THEN 'a published figure, not a count'
        ELSE 'models created by then and still there when counted' END AS definition_en,
    CASE l.method
        WHEN 'census' THEN 'modèles listés ce jour-là (recensement)'
        WHEN 'claim' THEN 'un chiffre publié, non un décompte'
        ELSE 'modèles créés à cette date et encore présents lors du décompte' END AS definition_fr,
    l.models AS figure,
    'models' AS unit,
    c.figure AS against,
    CASE WHEN l.method <> 'claim' AND l.measured_on > (SELECT max(observed_on) FROM hub_size) - 365
        THEN l.models >= c.figure END AS holds,
    l.measured_on,
    l.source
FROM claim c, last l
WHERE c.claim_id IN ('hub-1m', 'hf-models');
