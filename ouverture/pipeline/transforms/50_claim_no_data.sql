-- "Those who publish models publish no data": the part of the systems assessed by the openness index whose training
-- data are open. The claim holds where that is less than half.
INSERT INTO claim_found BY NAME
SELECT
    c.claim_id,
    CASE e.component WHEN 'data_base' THEN 1 ELSE 2 END AS place,
    e.component AS definition,
    avg((e.value = 'open')::INTEGER) AS figure,
    'share' AS unit,
    0.5 AS against,
    'less' AS needs,
    avg((e.value = 'open')::INTEGER) < 0.5 AS holds,
    max(e.checked_on) AS measured_on,
    e.source
FROM claim c
JOIN openness_evidence e ON e.component IN ('data_base', 'data_end') AND e.source <> own_source()
WHERE c.claim_id = 'no-data'
GROUP BY c.claim_id, e.component, e.source
QUALIFY row_number() OVER (PARTITION BY e.component ORDER BY measured_on DESC, e.source) = 1;
