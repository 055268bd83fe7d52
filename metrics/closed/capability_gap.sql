/*---
title    = {en = "Capability gap in points", fr = "Écart de capacité en points"}
question = {en = "How far is the best open model behind the best closed one?", fr = "De combien le meilleur modèle ouvert est-il derrière le meilleur modèle fermé ?"}
unit     = {en = "points between the best closed and the best open model of a board", fr = "points entre le meilleur modèle fermé et le meilleur modèle ouvert d'un tableau"}
grain    = "source, scale, as_of"
version  = 1
tables   = ["board_best"]
sources  = "rows"

[formula]
en = "On each board: the best score of a closed model minus the best score of a model whose weights were published. One line a scale: levels and gaps of two scales are never joined. On Arena scales a gap of g points means that voters prefer the better model in 1 / (1 + 10^(-g / {elo_spread})) of the comparisons."
fr = "Sur chaque tableau : le meilleur score d'un modèle fermé moins le meilleur score d'un modèle aux poids publiés. Une courbe par échelle : niveaux et écarts de deux échelles ne se joignent jamais. Sur les échelles d'Arena, un écart de g points signifie que les votants préfèrent le meilleur modèle dans 1 / (1 + 10^(-g / {elo_spread})) des comparaisons."

[limits]
en = [
  "Measured on published closed models: what laboratories keep to themselves is on no board.",
  "Arena measures the preference of voters in chat, not skill at a task, and labs tune for it.",
  "The newest boards list the top models only; no board is at hand from August 2025 to March 2026.",
  "Open means that the weights were published, under any terms.",
]
fr = [
  "Mesuré sur les modèles fermés publiés : ce que les laboratoires gardent pour eux n'est sur aucun tableau.",
  "Arena mesure la préférence de votants en conversation, non l'aptitude à une tâche, et les laboratoires s'y ajustent.",
  "Les tableaux les plus récents ne listent que les premiers modèles ; aucun tableau n'est disponible d'août 2025 à mars 2026.",
  "Ouvert signifie que les poids ont été publiés, quelles qu'en soient les conditions.",
]

[constants]
elo_spread = 400
gap_days = 75
boards_for_range = 6

[columns.source]
meaning = {en = "Who recorded the board", fr = "Qui a relevé le tableau"}

[columns.scale]
type = "text"
label = {en = "Scale", fr = "Échelle"}
meaning = {en = "Scale of the scores; two are never joined", fr = "Échelle des scores ; deux échelles ne se joignent jamais"}
[columns.as_of]
label = {en = "Board of", fr = "Tableau du"}

[columns.points]
type = "number"
unit = "points"
label = {en = "Gap", fr = "Écart"}
meaning = {en = "Best closed score minus best open score", fr = "Meilleur score fermé moins meilleur score ouvert"}
[columns.best_closed]
type = "text"
label = {en = "Best closed", fr = "Meilleur fermé"}
meaning = {en = "Best closed model", fr = "Meilleur modèle fermé"}
[columns.closed_score]
type = "number"
unit = "score"
label = {en = "Its score", fr = "Son score"}
meaning = {en = "Score of the best closed model", fr = "Score du meilleur modèle fermé"}
[columns.best_open]
type = "text"
label = {en = "Best open", fr = "Meilleur ouvert"}
meaning = {en = "Best model with published weights", fr = "Meilleur modèle aux poids publiés"}
[columns.open_score]
type = "number"
unit = "score"
label = {en = "Its score, open", fr = "Son score, ouvert"}
meaning = {en = "Score of the best open model", fr = "Score du meilleur modèle ouvert"}
[columns.closed_preferred]
type = "number"
unit = "share"
label = {en = "Closed preferred", fr = "Fermé préféré"}
meaning = {en = "Part of the comparisons in which voters would prefer the best closed model; Arena scales only", fr = "Part des comparaisons où les votants préféreraient le meilleur modèle fermé ; échelles d'Arena seulement"}
[columns.flags]
meaning = {en = "gap: more than {gap_days} days since the board before", fr = "gap : plus de {gap_days} jours depuis le tableau précédent"}

[chart]
kind = "line"
x = "as_of"
y = "points"
series = "scale"
facet = "scale"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.closed]
en = "The best closed model leads the best open one by {points|integer} points"
fr = "Le meilleur modèle fermé devance le meilleur ouvert de {points|integer} points"
[note.closed]
en = "{best_closed|text} {closed_score|integer}, {best_open|text} {open_score|integer}, {as_of|date}. Since {since|month} the gap has been between {narrowest|integer} ({narrowest_on|month}) and {widest|integer} points ({widest_on|month}), over scales that do not join."
fr = "{best_closed|text} {closed_score|integer}, {best_open|text} {open_score|integer}, le {as_of|date}. Depuis {since|month}, l'écart a varié entre {narrowest|integer} ({narrowest_on|month}) et {widest|integer} points ({widest_on|month}), sur des échelles qui ne se joignent pas."
[finding.open]
en = "The best open model leads the best closed one by {ahead|integer} points"
fr = "Le meilleur modèle ouvert devance le meilleur fermé de {ahead|integer} points"
[note.open]
en = "{best_open|text} {open_score|integer}, {best_closed|text} {closed_score|integer}, {as_of|date}."
fr = "{best_open|text} {open_score|integer}, {best_closed|text} {closed_score|integer}, le {as_of|date}."
[finding.level]
en = "The best open and the best closed model are level"
fr = "Le meilleur modèle ouvert et le meilleur modèle fermé sont à égalité"
---*/
WITH board AS (
    SELECT source, scale, as_of,
        arg_max(model, score) FILTER (side = 'closed') AS best_closed,
        max(score) FILTER (side = 'closed') AS closed_score,
        arg_max(model, score) FILTER (side = 'open') AS best_open,
        max(score) FILTER (side = 'open') AS open_score
    FROM board_best
    GROUP BY ALL
)
SELECT source, scale, as_of,
    closed_score - open_score AS points,
    best_closed, closed_score, best_open, open_score,
    CASE WHEN scale IN ('elo-online', 'bradley-terry') OR starts_with(scale, 'arena')
        THEN 1 / (1 + 10 ** ((open_score - closed_score) / $elo_spread)) END AS closed_preferred,
    CASE WHEN as_of - lag(as_of) OVER (PARTITION BY source, scale ORDER BY as_of) > $gap_days THEN 'gap' END AS flags
FROM board
WHERE closed_score IS NOT NULL AND open_score IS NOT NULL
ORDER BY min(as_of) OVER (PARTITION BY source, scale), scale, as_of
-- finding
WITH newest AS (
    SELECT * FROM result ORDER BY as_of DESC, source, scale LIMIT 1
), span AS (
    SELECT min(as_of) AS since,
        min(points) AS narrowest, arg_min(as_of, points) AS narrowest_on,
        max(points) AS widest, arg_max(as_of, points) AS widest_on, count(*) AS boards
    FROM result
    WHERE closed_preferred IS NOT NULL OR scale = (SELECT scale FROM newest)
)
SELECT
    CASE WHEN points > 0 THEN 'closed' WHEN points < 0 THEN 'open' ELSE 'level' END AS finding_case,
    newest.*, -points AS ahead, since, narrowest, narrowest_on, widest, widest_on,
    CASE WHEN boards < $boards_for_range THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN boards < $boards_for_range THEN 'few_readings' END AS confidence_reason
FROM newest, span
