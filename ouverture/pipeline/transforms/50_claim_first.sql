-- "Moshi is the first open voice model that converses in real time": days by which the other one that the registry knows came later,
-- from the day Moshi was shown and from the day its weights were out. The first needs more than none.
INSERT INTO claim_found BY NAME
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY own.event_on) AS place,
    CASE WHEN other.event_on < own.event_on THEN 'mini_before' ELSE 'mini_after' END
        || CASE own.event_id WHEN 'moshi-demo' THEN ' moshi_shown' ELSE ' moshi_weights' END AS definition,
    to_json({apart: abs(other.event_on - own.event_on), own: own.event_on}) AS quotes,
    other.event_on - own.event_on AS figure,
    'days' AS unit,
    0 AS against,
    'more' AS needs,
    other.event_on > own.event_on AS holds,
    greatest(own.event_on, other.event_on) AS measured_on,
    own_source() AS source
FROM claim c
JOIN event own ON own.event_id IN ('moshi-demo', 'moshi-weights')
JOIN event other ON other.event_id = 'mini-omni'
WHERE c.claim_id = 'moshi-first';
