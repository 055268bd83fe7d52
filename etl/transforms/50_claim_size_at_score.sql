-- "Models get smaller and more efficient": the smallest open model to reach a score, last step of the frontier against its
-- first, in total parameters, one definition a score. A score with one step has nothing to compare.
INSERT INTO claim_test BY NAME
WITH rung AS (
    SELECT yardstick, score_from, any_value(source) AS source, any_value(as_of) AS as_of, max(released_on) AS last_on,
        min(released_on) AS first_on, arg_min(parameters_b, released_on) AS before, arg_max(parameters_b, released_on) AS now
    FROM mart_small_frontier
    SEMI JOIN (FROM mart_yardstick WHERE preference <= 6) USING (yardstick)
    WHERE basis = 'total'
    GROUP BY yardstick, score_from
)
SELECT
    c.claim_id,
    (SELECT coalesce(max(place), 0) FROM claim_test t WHERE t.claim_id = c.claim_id)
        + row_number() OVER (ORDER BY r.yardstick, r.score_from DESC) AS place,
    format('the smallest open model to reach {}, {}, against the first on {}', r.score_from::BIGINT, board_name(r.yardstick), day_en(r.first_on))
        AS definition_en,
    format('le plus petit modèle ouvert à atteindre {}, {}, contre le premier, du {}', r.score_from::BIGINT, board_name(r.yardstick), day_fr(r.first_on))
        AS definition_fr,
    r.now * 1e9 AS figure,
    'parameters' AS unit,
    r.before * 1e9 AS against,
    r.now < r.before AS holds,
    r.last_on AS measured_on,
    r.source
FROM claim c, rung r
WHERE c.claim_id = 'models-smaller' AND r.last_on > r.first_on;
