/*---
title = {en = "Smallest open model to reach a score", fr = "Plus petit modèle ouvert à atteindre un score"}
question = {en = "How fast does the same capability fit into fewer parameters?", fr = "À quelle vitesse la même capacité tient-elle en moins de paramètres ?"}
unit = {en = "parameters", fr = "paramètres"}
grain = "yardstick, basis, score_from, released_on"
version = 2
tables = ["mart_small_frontier", "mart_yardstick"]
sources = "rows"

[formula]
en = "For each score of a ladder of round numbers: open models of the newest board of the yardstick that reach it, in order of release; a step is a model with fewer parameters than all before. Size: of the catalogue that the name meets, else of the Hub id that it meets. Day: of release as board or catalogue tell it, else the day the Hub repository was created (flag estimated). Halving time = ln 2 / slope of ln(parameters) on days, by least squares over the steps, from three steps on; its band of 90 % from Student's t. Scores are those of one board, so models compare. Arena's text board as read live where no yardstick is chosen, else the board of the panel with most dated and sized open models."
fr = "Pour chaque score d'une échelle de nombres ronds : les modèles ouverts du dernier tableau de l'étalon qui l'atteignent, dans l'ordre de sortie ; une marche est un modèle de moins de paramètres que tous les précédents. Taille : celle du catalogue que rejoint le nom, sinon celle de l'identifiant au Hub qu'il rejoint. Jour : celui de la sortie selon le tableau ou le catalogue, sinon celui de la création du dépôt au Hub (marque estimated). Temps de division par deux = ln 2 / pente de ln(paramètres) par jour, par moindres carrés sur les marches, dès trois marches ; sa bande à 90 % selon la loi de Student. Les scores sont ceux d'un seul tableau : les modèles se comparent. Le tableau texte d'Arena lu en direct si aucun étalon n'est choisi, sinon le tableau du panel qui a le plus de modèles ouverts datés et mesurés."

[limits]
en = [
  "Few steps: the halving time is a rough one, and its band says so.",
  "Models whose day or size is not known are left out, never guessed from a name: the frontier may have fallen earlier or lower.",
  "A repository may be created some weeks before the weights are published, or moved long after: days of Hub repositories are near the release, not it.",
  "The halving time is that of the steps: the time since the last one does not count in it.",
  "Arena rewards style as well as skill, and small models are tuned for it.",
  "Total parameters decide the memory, active ones the cost of a token.",
]
fr = [
  "Peu de marches : le temps de division est approximatif, et sa bande le dit.",
  "Les modèles sans jour ou taille connus sont laissés de côté, sans rien deviner d'un nom : la frontière a pu baisser plus tôt ou plus bas.",
  "Un dépôt peut être créé quelques semaines avant la publication des poids, ou déplacé bien après : les jours des dépôts du Hub sont proches de la sortie, sans l'être.",
  "Le temps de division est celui des marches : le temps écoulé depuis la dernière n'y compte pas.",
  "Arena récompense le style autant que l'aptitude, et les petits modèles s'y ajustent.",
  "Les paramètres totaux décident de la mémoire, les actifs du coût d'un jeton.",
]

[parameters.yardstick]

[parameters.parameters]
type = "text"
default = "total"
allowed = ["total", "active"]
label = {en = "Parameters counted", fr = "Paramètres comptés"}

[columns.source]
like = "source_figures"
[columns.yardstick]
[columns.as_of]

[columns.basis]
type = "text"
label = {en = "Counted", fr = "Comptés"}
meaning = {en = "total or active parameters", fr = "total (totaux) ou active (actifs)"}
[columns.score_from]
type = "text"
label = {en = "Score reached", fr = "Score atteint"}
meaning = {en = "Score of the ladder", fr = "Score de l'échelle"}

[columns.released_on]

[columns.model]
type = "text"
label = {en = "Model", fr = "Modèle"}
meaning = {en = "Model", fr = "Modèle"}
[columns.score]
type = "number"
unit = "score"
label = {en = "Score", fr = "Score"}
meaning = {en = "Its score", fr = "Son score"}
[columns.parameters]
label = {en = "Parameters", fr = "Paramètres"}
meaning = {en = "Total or active, as chosen", fr = "Totaux ou actifs, selon le choix"}
[columns.steps]
type = "integer"
label = {en = "Steps", fr = "Marches"}
meaning = {en = "Models of this frontier", fr = "Modèles de cette frontière"}
[columns.halving_days]
type = "number"
unit = "days"
label = {en = "Halving", fr = "Division par deux"}
meaning = {en = "Days in which the parameters halve", fr = "Jours en lesquels les paramètres diminuent de moitié"}
[columns.halving_low_days]
type = "number"
unit = "days"
label = {en = "From", fr = "De"}
meaning = {en = "Lower end of the band", fr = "Borne basse de la bande"}
[columns.halving_high_days]
type = "number"
unit = "days"
label = {en = "To", fr = "À"}
meaning = {en = "Upper end; empty = the slope may be nought", fr = "Borne haute ; vide = la pente peut être nulle"}
[columns.sized]
type = "integer"
unit = "models"
label = {en = "Models", fr = "Modèles"}
meaning = {en = "Open models of the board with that score or more, and with day and size", fr = "Modèles ouverts du tableau de ce score ou plus, avec jour et taille"}
[columns.unsized]
type = "integer"
unit = "models"
label = {en = "Left out", fr = "Laissés de côté"}
meaning = {en = "Open models of the board with that score or more, without one of them", fr = "Modèles ouverts du tableau de ce score ou plus, sans l'un des deux"}

[columns.flags]
like = "flags_hub_day"

[chart]
kind = "step"
x = "released_on"
y = "parameters"
series = "score_from"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "Sizes and days of the joined Hub id where no catalogue tells them; models left out counted for each score; parameters, not billions of them."
fr = "Tailles et jours de l'identifiant joint au Hub si aucun catalogue ne les donne ; modèles laissés de côté comptés pour chaque score ; paramètres, et non milliards."

[finding.fell]
en = "A score of {score|text} took {first_size|compact} parameters in {first_on|month} and {last_size|compact} in {last_on|month}"
fr = "Score de {score|text} : {first_size|compact} de paramètres, puis {last_size|compact} en {last_on|month}"
[note.fell]
en = "From {first_model|text} to {last_model|text}, {steps|integer} steps: halved every {halving|integer} days, most likely {low|integer} to {high|integer}. None of known size is smaller on the board of {as_of|date}[; open models with that score or more left out, for want of a known size or day: {unsized|integer}].[ Days of Hub repositories stand for those of release: {hub_days|integer}.]"
fr = "De {first_model|text} ({first_on|month}) à {last_model|text}, {steps|integer} marches : divisé par deux tous les {halving|integer} jours, le plus probablement de {low|integer} à {high|integer}. Aucun de taille connue n'est plus petit au tableau du {as_of|date}[ ; modèles ouverts de ce score ou plus laissés de côté, sans taille ou jour connus : {unsized|integer}].[ Jours de dépôts du Hub, faute de jour de sortie : {hub_days|integer}.]"
[finding.rough]
en = "A score of {score|text} took {first_size|compact} parameters in {first_on|month} and {last_size|compact} in {last_on|month}"
fr = "Score de {score|text} : {first_size|compact} de paramètres, puis {last_size|compact} en {last_on|month}"
[note.rough]
en = "From {first_model|text} to {last_model|text}, {steps|integer} steps: too few for a halving time. None of known size is smaller on the board of {as_of|date}[; open models with that score or more left out, for want of a known size or day: {unsized|integer}].[ Days of Hub repositories stand for those of release: {hub_days|integer}.]"
fr = "De {first_model|text} ({first_on|month}) à {last_model|text}, {steps|integer} marches : trop peu pour un temps de division. Aucun de taille connue n'est plus petit au tableau du {as_of|date}[ ; modèles ouverts de ce score ou plus laissés de côté, sans taille ou jour connus : {unsized|integer}].[ Jours de dépôts du Hub, faute de jour de sortie : {hub_days|integer}.]"
---*/
SELECT source, yardstick, as_of, basis, CASE WHEN mart_small_frontier.score_from < 10 THEN mart_small_frontier.score_from::VARCHAR ELSE mart_small_frontier.score_from::BIGINT::VARCHAR END AS score_from, released_on, model, score,
    (parameters_b * 1e9)::BIGINT AS parameters, steps, halving_days, halving_low_days, halving_high_days, sized, unsized, flags
FROM mart_small_frontier
WHERE basis = $parameters AND yardstick = coalesce($yardstick, (
    SELECT f.yardstick FROM mart_small_frontier f JOIN mart_yardstick y USING (yardstick)
    ORDER BY y.preference, f.sized DESC, f.as_of DESC, f.yardstick LIMIT 1
))
ORDER BY mart_small_frontier.score_from, released_on
-- finding
WITH rung AS ( -- the score with most steps, of several the highest
    SELECT score_from FROM result GROUP BY score_from ORDER BY max(steps) DESC, score_from::DOUBLE DESC LIMIT 1
), step AS (
    SELECT r.* FROM result r JOIN rung USING (score_from)
)
SELECT
    CASE WHEN any_value(halving_days) > 0 AND any_value(halving_high_days) IS NOT NULL THEN 'fell' ELSE 'rough' END AS finding_case,
    any_value(score_from) AS score, arg_min(parameters, released_on) AS first_size, min(released_on) AS first_on,
    arg_max(parameters, released_on) AS last_size, max(released_on) AS last_on,
    arg_min(model, released_on) AS first_model, arg_max(model, released_on) AS last_model, any_value(steps) AS steps,
    any_value(halving_days) AS halving, any_value(halving_low_days) AS low, any_value(halving_high_days) AS high,
    any_value(unsized) AS unsized, count(flags) AS hub_days,
    max(as_of) AS as_of, 'low' AS confidence, 'small_sample' AS confidence_reason
FROM step
HAVING count(*) > 1
