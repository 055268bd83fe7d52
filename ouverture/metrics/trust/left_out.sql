/*---
title    = {en = "What adjusted figures leave out", fr = "Ce que les chiffres ajustés laissent de côté"}
question = {en = "Which models are left out, and why?", fr = "Quels modèles sont laissés de côté, et pourquoi ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "source, model_id"
version  = 1
tables   = ["mart_left_out", "series_run"]
sources  = "rows"

[formula]
en = "At the latest reading of whole organisations. list: the model id fits a pattern of the exclusion list. automation: a = log10((downloads + 1) / (likes + 1)) lies more than 5 median absolute deviations above the median of the same task, size and age class (below 20 models: of the task, then of all); only models with at least 1,000 downloads are judged."
fr = "Au dernier relevé d'organisations entières. list : l'identifiant répond à un motif de la liste d'exclusion. automation : a = log10((téléchargements + 1) / (j'aime + 1)) dépasse de plus de 5 écarts absolus médians la médiane des mêmes tâche, taille et âge (sous 20 modèles : de la tâche, puis de tous) ; seuls sont jugés les modèles d'au moins 1 000 téléchargements."

[limits]
en = [
  "A rule of thumb: a popular model with few likes may be used by people through another name.",
  "Raw figures keep all of them.",
]
fr = [
  "Une règle empirique : un modèle peu aimé peut servir des gens sous un autre nom.",
  "Les chiffres bruts les gardent tous.",
]

[parameters.tasks]
default = "all"

[parameters.source]

[columns.source]
[columns.snapshot_date]
[columns.model_id]
[columns.lab_id]

[columns.why]
type = "text"
label = {en = "Why", fr = "Pourquoi"}
meaning = {en = "list or automation", fr = "list (liste) ou automation (automatisation)"}

[columns.exclusion_reason]
type = "text"
label = {en = "Reason of the list", fr = "Raison de la liste"}
meaning = {en = "Reason in the exclusion list", fr = "Raison donnée par la liste d'exclusion (en anglais)"}

[columns.automation_index]
type = "number"
label = {en = "Automation index", fr = "Indice d'automatisation"}
meaning = {en = "Median absolute deviations above its peers", fr = "Écarts absolus médians au-dessus de ses pairs"}

[columns.downloads_30d]

[columns.likes]
meaning = {en = "Likes", fr = "J'aime"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.some]
en = "Left out of adjusted figures: {downloads|compact} of the downloads listed"
fr = "Laissés hors des chiffres ajustés : {downloads|compact} téléchargements listés"
[note.some]
en = "Models left out: {models|integer}. The largest: {model|text}, {largest|compact} downloads and {likes|integer} likes."
fr = "Modèles mis à part : {models|integer}. Le premier : {model|text}, {largest|compact} téléchargements et {likes|integer} j'aime."
---*/
WITH run AS (
    SELECT * FROM newest_run($source)
)
SELECT l.source, l.snapshot_date, l.model_id, l.lab_id, l.why, l.exclusion_reason, l.automation_index, l.downloads_30d, l.likes
FROM mart_left_out l JOIN run r USING (run_id)
WHERE $tasks = 'all' OR l.task_scope = $tasks
ORDER BY l.downloads_30d DESC NULLS LAST, l.model_id
-- finding
SELECT 'some' AS finding_case, count(*) AS models, sum(downloads_30d) AS downloads, arg_max(model_id, downloads_30d) AS model,
    max(downloads_30d) AS largest, arg_max(likes, downloads_30d) AS likes, max(snapshot_date) AS as_of, 'medium' AS confidence
FROM result
HAVING count(*) > 0
