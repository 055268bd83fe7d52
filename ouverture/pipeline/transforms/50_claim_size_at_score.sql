-- "Models get smaller and more efficient": of the scores that open models of known size had reached a year before the board,
-- the share that a smaller one has reached since, in total parameters; the claim needs more than half. One definition: the
-- newest main board with three such scores or more, for one small model can pass many of them at once.
INSERT INTO claim_found BY NAME
WITH rung AS (
    SELECT yardstick, as_of, score_from, any_value(source) AS source, max(released_on) > as_of - 365 AS smaller, arg_max(model, released_on) AS smallest
    FROM mart_small_frontier
    SEMI JOIN (FROM mart_yardstick WHERE preference <= 6) USING (yardstick)
    WHERE basis = 'total'
    GROUP BY yardstick, as_of, score_from
    HAVING min(released_on) <= as_of - 365
), board AS (
    SELECT yardstick, as_of, any_value(source) AS source, count(*) AS rungs, count(*) FILTER (smaller) AS passed, avg(smaller::INTEGER) AS share,
        count(DISTINCT smallest) FILTER (smaller) AS models
    FROM rung
    GROUP BY yardstick, as_of
    HAVING rungs >= 3
    ORDER BY as_of DESC, yardstick
    LIMIT 1
)
SELECT
    c.claim_id,
    4 AS place,
    concat_ws(' ', 'smaller', CASE WHEN b.models > 1 THEN 'models' WHEN b.models = 1 THEN 'one_model' END, 'smaller_of') AS definition,
    to_json({rungs: b.rungs, passed: b.passed, models: b.models, board: b.yardstick}) AS quotes,
    b.share AS figure,
    'share' AS unit,
    0.5 AS against,
    'more' AS needs,
    b.share > 0.5 AS holds,
    b.as_of - 365 AS since,
    b.as_of AS measured_on,
    b.source
FROM claim c, board b
WHERE c.claim_id = 'models-smaller';
