-- "Moshi is the first open voice model that converses in real time": days by which the other one that the registry knows came later,
-- from the day Moshi was shown and from the day its weights were out. The first needs more than none.
INSERT INTO claim_test BY NAME
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY own.event_on) AS place,
    CASE own.event_id WHEN 'moshi-demo' THEN 'by which Mini-Omni, open weights included, came after Moshi was shown; the claim needs more than none'
        ELSE 'by which Mini-Omni, open weights included, came after the weights of Moshi; the claim needs more than none' END AS definition_en,
    CASE own.event_id WHEN 'moshi-demo' THEN 'dont Mini-Omni, poids ouverts compris, a suivi la présentation de Moshi ; l''affirmation en veut plus de zéro'
        ELSE 'dont Mini-Omni, poids ouverts compris, a suivi les poids de Moshi ; l''affirmation en veut plus de zéro' END AS definition_fr,
    other.event_on - own.event_on AS figure,
    'days' AS unit,
    0 AS against,
    'more' AS needs,
    other.event_on > own.event_on AS holds,
    greatest(own.event_on, other.event_on) AS measured_on,
    'registry' AS source
FROM claim c
JOIN event own ON own.event_id IN ('moshi-demo', 'moshi-weights')
JOIN event other ON other.event_id = 'mini-omni'
WHERE c.claim_id = 'moshi-first';
