-- "Gemma: 20 million downloads in under six months" is a cumulative count to August 2024. The first 30-day counters
-- of the family are the nearest figure; they decide nothing, as windows cannot be added to a total, and are of another day.
INSERT INTO claim_found BY NAME
SELECT
    c.claim_id,
    1 AS place,
    'gemma_first' AS definition,
    sum(o.downloads_30d) AS figure,
    'downloads' AS unit,
    c.figure AS against,
    'nothing' AS needs,
    r.snapshot_date AS measured_on,
    r.source
FROM claim c
JOIN (
    SELECT source, run_id, run_seq, snapshot_date FROM snapshot_run
    WHERE in_series AND listing = 'organisations' AND previous_run_id IS NULL  -- a first reading is written in full
    ORDER BY snapshot_date, priority_of(source) LIMIT 1
) r ON TRUE
JOIN reading o ON o.run_seq = r.run_seq AND o.listed
JOIN model m ON m.model_key = o.model_key AND m.lab_id = 'google' AND m.family = 'Gemma'
WHERE c.claim_id = 'gemma-20m'
GROUP BY c.claim_id, c.figure, r.snapshot_date, r.source;
