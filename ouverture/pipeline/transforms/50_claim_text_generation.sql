-- "140,000 text-generation models": the models held here are a part of the Hub, so enough of them proves the claim
-- and too few disprove nothing.
INSERT INTO claim_found BY NAME
SELECT
    c.claim_id,
    1 AS place,
    'text_generation' AS definition,
    count(m.model_id) AS figure,
    'models' AS unit,
    c.figure AS against,
    'at_least' AS needs,
    CASE WHEN count(m.model_id) >= c.figure THEN TRUE END AS holds,
    max(m.last_seen) AS measured_on,
    arg_max(m.latest_source, m.last_seen) AS source
FROM claim c
JOIN mart_model m ON m.pipeline_tag = 'text-generation' AND m.gone_on IS NULL
WHERE c.claim_id = 'textgen-140k'
GROUP BY c.claim_id, c.figure;
