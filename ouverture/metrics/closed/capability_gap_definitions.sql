/*---
title    = {en = "Do closed models lead? Under every definition", fr = "Les modèles fermés mènent-ils ? Selon chaque définition"}
question = {en = "Does the side in the lead depend on the board, or on how many models one compares?", fr = "Le camp en tête dépend-il du tableau, ou du nombre de modèles comparés ?"}
unit     = {en = "points between the closed and the open side; the boards' scales differ", fr = "points entre le camp fermé et le camp ouvert ; les échelles des tableaux diffèrent"}
grain    = "definition"
version  = 3
tables   = ["board_best", "benchmark_score", "mart_yardstick"]
sources  = "rows"

[formula]
en = "On the newest day of each board not older than {recent_days} days before the newest of all: score of the closed side less that of the open side, for the best model of each side, and on boards with every model also for the third, and for the mean of the first three and of the first ten. Positive: closed leads. A definition agrees when it names the same side as the best models of the yardstick that the capability gap shows."
fr = "Au dernier jour de chaque tableau datant de moins de {recent_days} jours avant le plus récent : score du camp fermé moins celui du camp ouvert, pour le meilleur modèle de chaque camp et, sur les tableaux qui donnent tous les modèles, pour le troisième, et pour la moyenne des trois et des dix premiers. Positif : le camp fermé mène. Une définition concorde si elle désigne le même camp que les meilleurs modèles de l'étalon que montre l'écart de capacité."

[limits]
en = [
  "Points of two boards do not compare: only their sign does.",
  "Published models only; a board measures what its voters or questions reward.",
]
fr = [
  "Les points de deux tableaux ne se comparent pas : seul leur signe se compare.",
  "Modèles publiés seulement ; un tableau mesure ce que récompensent ses votants ou ses questions.",
]

[constants]
recent_days = 365

[parameters.yardstick]

[columns.source]
[columns.snapshot_date]
[columns.definition]
[columns.figure]
unit = "points"
[columns.verdict]
[columns.holds]
[columns.chosen]

[chart]
kind = "bar"
x = "definition"
y = "figure"
series = "holds"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."
[[changelog]]
version = 2
on = 2026-11-28
en = "Definitions are held against the yardstick that the headline shows, not against the newest board of any kind."
fr = "Les définitions se comparent à l'étalon que montre le titre, non au tableau le plus récent, quel qu'il soit."

[[changelog]]
version = 3
on = 2026-11-29
en = "A model at several efforts counts once, at its best."
fr = "Un modèle à plusieurs niveaux d'effort compte une fois, à son meilleur."

[finding.closed]
en = "Closed models lead under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les modèles fermés mènent selon {holds_in|integer} définitions sur {definitions|integer}"
[finding.open]
en = "Open models lead under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les modèles ouverts mènent selon {holds_in|integer} définitions sur {definitions|integer}"
[finding.level]
en = "Both sides are level under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les deux camps sont à égalité selon {holds_in|integer} définitions sur {definitions|integer}"
---*/
WITH asked AS ( -- as in capability_gap
    SELECT coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE preference = 0 OR NOT EXISTS (FROM board_best WHERE NOT contains(scale, '/'))
        ORDER BY preference, yardstick LIMIT 1
    )) AS yardstick
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY source, yardstick, as_of, is_open ORDER BY score DESC, model) AS place
    FROM ( -- one model at several efforts is one model, at its best
        SELECT source, yardstick, as_of, is_open, one_model(model) AS model, max(score) AS score
        FROM (FROM benchmark_score WHERE is_open IS NOT NULL QUALIFY as_of = max(as_of) OVER (PARTITION BY source, yardstick))
        GROUP BY ALL
    )
), measured AS (
    SELECT source, scale AS board, as_of, 'best' AS compared, side = 'open' AS is_open, max(score) AS score
    FROM board_best
    WHERE (source, scale, as_of) IN (SELECT (source, scale, max(as_of)) FROM board_best GROUP BY source, scale)
        AND (source, as_of) NOT IN (SELECT (source, as_of) FROM ranked) -- a record of a board that is here with all its models
    GROUP BY ALL
    UNION ALL
    SELECT source, yardstick, as_of, 'best', is_open, max(score) FROM ranked GROUP BY ALL
    UNION ALL
    SELECT source, yardstick, as_of, 'third', is_open, max(score) FILTER (place = 3) FROM ranked GROUP BY ALL
    UNION ALL
    SELECT source, yardstick, as_of, 'first_three', is_open, avg(score) FILTER (place <= 3) FROM ranked GROUP BY ALL HAVING count(*) >= 3
    UNION ALL
    SELECT source, yardstick, as_of, 'first_ten', is_open, avg(score) FILTER (place <= 10) FROM ranked GROUP BY ALL HAVING count(*) >= 10
), gap AS (
    SELECT source, board, as_of, compared, max(score) FILTER (NOT is_open) - max(score) FILTER (is_open) AS points
    FROM measured
    GROUP BY ALL
    HAVING points IS NOT NULL
), judged AS (
    SELECT DISTINCT ON (board, compared) gap.*,
        CASE WHEN points > 0 THEN 'closed' WHEN points < 0 THEN 'open' ELSE 'level' END AS verdict,
        CASE WHEN yardstick IS NULL THEN NOT contains(board, '/') ELSE board = yardstick END AS is_asked
    FROM gap, asked
    WHERE as_of > (SELECT max(as_of) FROM gap) - $recent_days OR board = yardstick
    ORDER BY board, compared, as_of DESC, source
), marked AS (
    SELECT *, compared = 'best' AND row_number() OVER (PARTITION BY compared ORDER BY is_asked DESC, as_of DESC, source, board) = 1 AS chosen
    FROM judged
)
SELECT source, as_of AS snapshot_date, concat_ws(' · ', board, compared) AS definition, points AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM marked
ORDER BY as_of DESC, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
