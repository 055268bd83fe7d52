-- "Over a million / two million models on the Hub": the last count up to the day of the sentence and the first one after it.
-- The Hub grows: enough models before prove the claim, too few after disprove it if they were all counted. A count by day of
-- creation misses models deleted since, so it disproves nothing. Figures that somebody published are no counts. A count of another
-- day than those of which the sentence speaks is shown beside.
INSERT INTO claim_found BY NAME
WITH said AS (
    SELECT claim_id, figure, speaks_until AS said_on
    FROM claim
    WHERE claim_id IN ('hub-1m', 'hf-models')
), counted AS (
    SELECT s.*, h.*, h.observed_on > s.said_on AS after
    FROM said s, hub_size h
    WHERE h.method <> 'claim'
    QUALIFY row_number() OVER (PARTITION BY s.claim_id, after ORDER BY abs(h.observed_on - s.said_on), h.models DESC) = 1
)
SELECT
    claim_id,
    1 + after::INTEGER AS place,
    concat_ws(' ', CASE method WHEN 'census' THEN 'census' ELSE 'created' END, CASE WHEN after THEN 'first_after' ELSE 'last_until' END) AS definition,
    models AS figure,
    'models' AS unit,
    figure AS against,
    'at_least' AS needs,
    CASE WHEN NOT after AND models >= counted.figure THEN TRUE
        WHEN after AND method = 'census' AND models < counted.figure THEN FALSE END AS holds,
    observed_on AS measured_on,
    source
FROM counted;
