-- "Open closes the capability gap": points between the best closed and the best open model on the Arena board, the last
-- board of each scale against its first one since the sentence was said. Levels of two scales are not comparable, so each
-- scale is a definition of its own; a span under half a year is shown and decides nothing.
INSERT INTO claim_test BY NAME
WITH gap AS (
    SELECT
        scale, as_of, any_value(source) AS source,
        max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open') AS points
    FROM board_best
    WHERE NOT contains(scale, '/') OR scale IN (SELECT yardstick FROM mart_yardstick WHERE preference <= 6)
    GROUP BY scale, as_of
), ends AS (
    SELECT c.claim_id, g.scale, min(g.as_of) AS first_on, max(g.as_of) AS last_on,
        arg_min(g.points, g.as_of) AS before, arg_max(g.points, g.as_of) AS now, arg_max(g.source, g.as_of) AS source
    FROM gap g JOIN claim c ON c.claim_id = 'gap-closes' AND g.as_of >= try_cast(c.as_of AS DATE)
    WHERE g.points IS NOT NULL
    GROUP BY c.claim_id, g.scale
    HAVING first_on < last_on
)
SELECT
    claim_id,
    row_number() OVER (ORDER BY last_on - first_on < 180, last_on DESC, scale) AS place,
    format('between the best closed and the best open model, {}, since {}{}', board_en(scale), day_en(first_on),
        CASE WHEN last_on - first_on < 180 THEN ', under half a year' ELSE '' END) AS definition_en,
    format('entre le meilleur modèle fermé et le meilleur ouvert, {}, depuis le {}{}', board_fr(scale), day_fr(first_on),
        CASE WHEN last_on - first_on < 180 THEN ', moins de six mois' ELSE '' END) AS definition_fr,
    now AS figure,
    'points' AS unit,
    before AS against,
    CASE WHEN last_on - first_on >= 180 THEN now < before END AS holds,
    last_on AS measured_on,
    source
FROM ends;
