/*---
title = {en = "Labs that do both", fr = "Les laboratoires qui font les deux"}
question = {en = "What do labs with open and closed products give away, and when?", fr = "Que donnent les laboratoires qui ont des produits ouverts et fermés, et quand ?"}
unit = {en = "release", fr = "sortie"}
grain = "lab_id, model"
version = 1
tables = ["mart_offer", "mart_board_model", "mart_yardstick"]
sources = "rows"

[formula]
en = "Every hosted model of the chosen labs in the catalogue on its day of release, open (weights can be downloaded) or closed, with its blended price (3 × input + output) / 4 and its score on the first yardstick that has it (Arena's text board as read live, else the panel's newest, then the others). For a closed model with a score: the first open model of the same lab on the same board with at least that score, and the days between the two releases; negative = the open one came first."
fr = "Chaque modèle hébergé des laboratoires choisis au catalogue, à son jour de sortie, ouvert (poids téléchargeables) ou fermé, avec son prix mêlé (3 × entrée + sortie) / 4 et son score au premier étalon qui le porte (le tableau texte d'Arena lu en direct, sinon le plus récent du panel, puis les autres). Pour un modèle fermé avec score : le premier modèle ouvert du même laboratoire, au même tableau, de score au moins égal, et les jours entre les deux sorties ; négatif = l'ouvert est venu le premier."

[limits]
en = [
  "The day is that of the model, as the catalogue gives it: weights may have followed months later.",
  "Open weights under any terms: Cohere and some of Mistral forbid commercial use.",
  "A catalogue of hosted models: small or old releases are missing.",
  "Few models of one lab stand dated on one board, so few delays can be told.",
]
fr = [
  "Le jour est celui du modèle, selon le catalogue : les poids ont pu suivre des mois plus tard.",
  "Poids ouverts sous toutes conditions : Cohere et une partie de Mistral interdisent l'usage commercial.",
  "Un catalogue de modèles hébergés : de petites ou vieilles sorties manquent.",
  "Peu de modèles d'un même laboratoire figurent datés à un même tableau : peu de délais se mesurent.",
]

[constants]
delays_min = 10

[parameters.shown]
type = "list"
allowed_from = "lab.lab_id"
default = ["google", "openai", "mistral", "qwen", "xai", "cohere"]
max_items = 10
label = {en = "Labs shown", fr = "Laboratoires montrés"}

[columns.source]
like = "source_figures"
[columns.lab_id]
like = "lab_id_plain"
[columns.released_on]

[columns.model]
type = "text"
label = {en = "Model", fr = "Modèle"}
meaning = {en = "Name in the catalogue", fr = "Nom au catalogue"}

[columns.side]
like = "side_closed"

[columns.licence]
meaning = {en = "As the catalogue spells it", fr = "Selon le catalogue"}

[columns.blended_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price", fr = "Prix"}
meaning = {en = "Blended, US dollars per million tokens", fr = "Prix mêlé, dollars par million de jetons"}
[columns.yardstick]
meaning = {en = "Board of the score", fr = "Tableau du score"}

[columns.score]
type = "number"
unit = "score"
label = {en = "Score", fr = "Score"}
meaning = {en = "Best score of the model on that board", fr = "Meilleur score du modèle à ce tableau"}
[columns.own_open_model]
type = "text"
label = {en = "Own open match", fr = "Son ouvert égal"}
meaning = {en = "First open model of the lab with at least that score", fr = "Premier modèle ouvert du laboratoire de score au moins égal"}
[columns.own_open_on]
type = "date"
label = {en = "Released, open", fr = "Sortie, ouvert"}
meaning = {en = "Its day of release", fr = "Son jour de sortie"}
[columns.delay_days]
type = "integer"
unit = "days"
label = {en = "Delay", fr = "Délai"}
meaning = {en = "Days from the closed to the open release", fr = "Jours de la sortie fermée à la sortie ouverte"}

[chart]
kind = "timeline"
x = "released_on"
y = "lab_id"
series = "side"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.both]
en = "{labs|integer} of {shown|integer} labs release both open and closed models"
fr = "{labs|integer} laboratoires sur {shown|integer} publient des modèles ouverts et fermés"
[note.both]
en = "{open|integer} releases with open weights under any licence, {closed|integer} closed ones. Of those that do both, most with open weights: {most_open|lab}; most closed: {most_closed|lab}. {scored|integer} closed releases have a score on a board; the lab itself matched {matched|integer} of them with open weights."
fr = "{open|integer} sorties à poids ouverts, toutes licences, et {closed|integer} fermées. Parmi ceux qui font les deux, le plus de poids ouverts : {most_open|lab} ; le plus fermé : {most_closed|lab}. {scored|integer} sorties fermées ont un score à un tableau ; le laboratoire lui-même en a égalé {matched|integer} avec des poids ouverts."
[finding.delay]
en = "Where these labs matched their own closed models, open weights came {delay|integer} days later"
fr = "Là où ces laboratoires égalent leurs modèles fermés, les poids ouverts suivent de {delay|integer} jours"
[note.delay]
en = "Median of the {matched|integer} closed releases, of {scored|integer} with a score, that the lab itself has matched: those it has not are not in it. {labs|integer} of {shown|integer} labs do both: {open|integer} releases with open weights under any licence, {closed|integer} closed ones."
fr = "Médiane des {matched|integer} sorties fermées, sur {scored|integer} avec score, que le laboratoire a lui-même égalées : les autres n'y sont pas. {labs|integer} laboratoires sur {shown|integer} font les deux : {open|integer} sorties à poids ouverts, toutes licences, et {closed|integer} fermées."
---*/
WITH catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
), scored AS ( -- the best score of each catalogue model on the newest board that has it
    SELECT b.lab_id, b.catalogue_model, yardstick, b.score, b.released_on, b.side
    FROM mart_board_model b JOIN mart_yardstick y USING (yardstick)
    WHERE b.catalogue_model IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY b.lab_id, b.catalogue_model ORDER BY y.preference, y.as_of DESC, yardstick, b.score DESC
    ) = 1
), own AS (
    SELECT c.lab_id, c.catalogue_model, min_by(o.catalogue_model, (o.released_on, o.catalogue_model)) AS own_open_model,
        min(o.released_on) AS own_open_on
    FROM scored c
    JOIN mart_board_model o ON o.lab_id = c.lab_id AND o.yardstick = c.yardstick AND o.side = 'open' AND o.score >= c.score
        AND o.released_on IS NOT NULL
    WHERE c.side = 'closed'
    GROUP BY ALL
)
SELECT concat_ws('+', c.source, b.source) AS source, c.lab_id, c.released_on, c.model,
    CASE WHEN c.open_weights THEN 'open' ELSE 'closed' END AS side, c.licence,
    (3 * c.price_in_usd_per_mtok + c.price_out_usd_per_mtok) / 4 AS blended_usd,
    s.yardstick, s.score, own.own_open_model, own.own_open_on,
    (own.own_open_on - c.released_on)::INTEGER AS delay_days
FROM catalogue c
LEFT JOIN scored s ON s.lab_id = c.lab_id AND s.catalogue_model = c.model
LEFT JOIN own ON own.lab_id = c.lab_id AND own.catalogue_model = c.model AND NOT c.open_weights
LEFT JOIN (SELECT yardstick, any_value(source) AS source FROM mart_board_model GROUP BY yardstick) b ON b.yardstick = s.yardstick
WHERE list_contains($shown, c.lab_id) AND c.open_weights IS NOT NULL
ORDER BY list_position($shown, c.lab_id), c.released_on, c.model
-- finding
WITH lab AS (
    SELECT lab_id, count(*) FILTER (side = 'open') AS open, count(*) FILTER (side = 'closed') AS closed FROM result GROUP BY lab_id
), figure AS (
    SELECT count(*) FILTER (open > 0 AND closed > 0) AS labs, count(*) AS shown, sum(open) AS open, sum(closed) AS closed,
        arg_max(lab_id, open / (open + closed)) FILTER (open > 0 AND closed > 0) AS most_open,
        arg_max(lab_id, closed / (open + closed)) FILTER (open > 0 AND closed > 0) AS most_closed
    FROM lab
), delay AS (
    SELECT count(*) FILTER (score IS NOT NULL) AS scored, count(delay_days) AS matched, median(delay_days) AS delay
    FROM result WHERE side = 'closed'
)
SELECT CASE WHEN matched >= $delays_min THEN 'delay' ELSE 'both' END AS finding_case,
    figure.*, delay.*, (SELECT max(released_on) FROM result) AS as_of, 'low' AS confidence, 'small_sample' AS confidence_reason
FROM figure, delay
WHERE EXISTS (FROM result)
