-- "So many models derive from X": derivatives on the whole Hub of each base of the family that a source lists, at its last reading.
-- The list is a part of the family, so enough proves the claim and too few disprove nothing: of several sources the one that finds
-- most speaks, the later of two that find as many. A derivative of two listed models counts twice.
INSERT INTO claim_found BY NAME
WITH family(claim_id, pattern) AS (
    VALUES
        ('qwen-derivatives', 'qwen/%'), ('qwen-derivatives-2025', 'qwen/%'), ('llama-derivatives-2025', 'meta-llama/%'),
        ('deepseek-derivatives-2025', 'deepseek-ai/%'), ('gemma-variants-2025', 'google/gemma%')
), counted AS (
    SELECT f.claim_id, d.source, d.observed_on, sum(d.derivatives) AS derivatives
    FROM family f JOIN derivative_count d ON lower(d.model_id) LIKE f.pattern
    WHERE (d.source, d.observed_on) IN (SELECT (source, max(observed_on)) FROM derivative_count GROUP BY source)
    GROUP BY f.claim_id, d.source, d.observed_on
    QUALIFY row_number() OVER (PARTITION BY f.claim_id ORDER BY sum(d.derivatives) DESC, d.observed_on DESC, d.source) = 1
)
SELECT
    c.claim_id,
    1 AS place,
    'derived' AS definition,
    n.derivatives AS figure,
    'models' AS unit,
    c.figure AS against,
    'at_least' AS needs,
    CASE WHEN n.derivatives >= c.figure THEN TRUE END AS holds,
    n.observed_on AS measured_on,
    n.source
FROM claim c JOIN counted n USING (claim_id);
