/*---
title = {en = "Smallest open model to reach a score", fr = "Plus petit modèle ouvert à atteindre un score"}
question = {en = "How fast does the same capability fit into fewer parameters?", fr = "À quelle vitesse la même capacité tient-elle en moins de paramètres ?"}
unit = {en = "billions of parameters", fr = "milliards de paramètres"}
grain = "yardstick, basis, score_from, released_on"
version = 1
tables = ["mart_small_frontier", "mart_yardstick"]
sources = "rows"

[formula]
en = "For each score of a ladder of round numbers: open models of the newest board of the yardstick that reach it, in order of release; a step is a model with fewer parameters than all before. Halving time = ln 2 / slope of ln(parameters) on days, by least squares over the steps, from three steps on; its band of 90 % from Student's t. Scores are those of one board, so models compare. Arena's text board as read live where no yardstick is chosen, else the board of the panel with most dated and sized open models."
fr = "Pour chaque score d'une échelle de nombres ronds : les modèles ouverts du dernier tableau de l'étalon qui l'atteignent, dans l'ordre de sortie ; une marche est un modèle de moins de paramètres que tous les précédents. Temps de division par deux = ln 2 / pente de ln(paramètres) par jour, par moindres carrés sur les marches, dès trois marches ; sa bande à 90 % selon la loi de Student. Les scores sont ceux d'un seul tableau : les modèles se comparent. Le tableau texte d'Arena lu en direct si aucun étalon n'est choisi, sinon le tableau du panel qui a le plus de modèles ouverts datés et mesurés."

[limits]
en = [
  "Few steps: the halving time is a rough one, and its band says so.",
  "Models whose day or size is not known are left out: the frontier may have fallen earlier.",
  "Arena rewards style as well as skill, and small models are tuned for it.",
  "Total parameters decide the memory, active ones the cost of a token.",
]
fr = [
  "Peu de marches : le temps de division est approximatif, et sa bande le dit.",
  "Les modèles sans jour ou taille connus sont laissés de côté : la frontière a pu baisser plus tôt.",
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
[columns.parameters_b]
type = "number"
label = {en = "Parameters, B", fr = "Paramètres, G"}
meaning = {en = "Billions", fr = "Milliards"}
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
meaning = {en = "Open models of the board with day and size", fr = "Modèles ouverts du tableau avec jour et taille"}
[columns.unsized]
type = "integer"
unit = "models"
label = {en = "Left out", fr = "Laissés de côté"}
meaning = {en = "Open models without one of them", fr = "Modèles ouverts sans l'un des deux"}

[chart]
kind = "step"
x = "released_on"
y = "parameters_b"
series = "score_from"
facet = "score_from"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.fell]
en = "A score of {score|text} took {first_b|decimal}B parameters in {first_on|month} and {last_b|decimal}B in {last_on|month}"
fr = "Un score de {score|text} : {first_b|decimal} Md de paramètres en {first_on|month}, {last_b|decimal} Md en {last_on|month}"
[note.fell]
en = "From {first_model|text} to {last_model|text}, {steps|integer} steps: halved every {halving|integer} days, most likely {low|integer} to {high|integer}. {sized|integer} of {open_models|integer} open models of the board have a known day and size."
fr = "De {first_model|text} à {last_model|text}, {steps|integer} marches : divisé par deux tous les {halving|integer} jours, le plus probablement de {low|integer} à {high|integer}. {sized|integer} des {open_models|integer} modèles ouverts du tableau ont un jour et une taille connus."
[finding.rough]
en = "A score of {score|text} took {first_b|decimal}B parameters in {first_on|month} and {last_b|decimal}B in {last_on|month}"
fr = "Un score de {score|text} : {first_b|decimal} Md de paramètres en {first_on|month}, {last_b|decimal} Md en {last_on|month}"
[note.rough]
en = "From {first_model|text} to {last_model|text}, {steps|integer} steps: too few for a halving time. {sized|integer} of {open_models|integer} open models of the board have a known day and size."
fr = "De {first_model|text} à {last_model|text}, {steps|integer} marches : trop peu pour un temps de division. {sized|integer} des {open_models|integer} modèles ouverts du tableau ont un jour et une taille connus."
---*/
SELECT source, yardstick, as_of, basis, CASE WHEN mart_small_frontier.score_from < 10 THEN mart_small_frontier.score_from::VARCHAR ELSE mart_small_frontier.score_from::BIGINT::VARCHAR END AS score_from, released_on, model, score, parameters_b, steps,
    halving_days, halving_low_days, halving_high_days, sized, unsized
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
    any_value(score_from) AS score, arg_min(parameters_b, released_on) AS first_b, min(released_on) AS first_on,
    arg_max(parameters_b, released_on) AS last_b, max(released_on) AS last_on,
    arg_min(model, released_on) AS first_model, arg_max(model, released_on) AS last_model, any_value(steps) AS steps,
    any_value(halving_days) AS halving, any_value(halving_low_days) AS low, any_value(halving_high_days) AS high,
    any_value(sized) AS sized, any_value(sized) + any_value(unsized) AS open_models,
    max(as_of) AS as_of, 'low' AS confidence, 'small_sample' AS confidence_reason
FROM step
HAVING count(*) > 0
