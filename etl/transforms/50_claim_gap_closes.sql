-- "Open closes the capability gap": points between the best closed and the best open model on the Arena board, end of
-- each scale against its beginning. Levels of two scales are not comparable, so each scale of half a year or more is a
-- definition of its own.
INSERT INTO claim_test BY NAME
WITH gap AS (
    SELECT
        scale, as_of, any_value(source) AS source,
        max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open') AS points
    FROM board_best
    WHERE NOT contains(scale, '/') OR scale IN (SELECT yardstick FROM mart_yardstick WHERE preference <= 6)
    GROUP BY scale, as_of
), ends AS (
    SELECT scale, min(as_of) AS first_on, max(as_of) AS last_on,
        arg_min(points, as_of) AS before, arg_max(points, as_of) AS now, arg_max(source, as_of) AS source
    FROM gap
    WHERE points IS NOT NULL
    GROUP BY scale
    HAVING last_on - first_on >= 180
)
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY last_on DESC) AS place,
    format('between the best closed and the best open model, {}, against {}', board_name(scale), day_en(first_on))
        AS definition_en,
    format('entre le meilleur modèle fermé et le meilleur ouvert, {}, contre le {}', board_name(scale), day_fr(first_on))
        AS definition_fr,
    now AS figure,
    'points' AS unit,
    before AS against,
    now < before AS holds,
    last_on AS measured_on,
    source
FROM claim c, ends
WHERE c.claim_id = 'gap-closes';
