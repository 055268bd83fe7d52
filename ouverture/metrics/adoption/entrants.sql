/*---
title    = {en = "Who entered and who left the list", fr = "Qui entre dans la liste et qui en sort"}
question = {en = "What is new since the previous reading, and what is gone?", fr = "Quoi de neuf depuis le relevé précédent, et qu'est-ce qui a disparu ?"}
unit     = {en = "models", fr = "modèles"}
grain    = "source, snapshot_date"
version  = 2
tables   = ["mart_adoption", "series_run", "snapshot_run"]
sources  = "rows"

[formula]
en = "Entered: models of this reading that the previous one did not list. Left: models of the previous reading less those found again, in the same scope of tasks. Organisations that entered or left are named: their models are a change of the list, not of the world."
fr = "Entrés : modèles de ce relevé que le précédent ne listait pas. Sortis : modèles du relevé précédent moins ceux retrouvés, dans le même ensemble de tâches. Les organisations entrées ou sorties sont nommées : leurs modèles sont un changement de la liste, non du monde."

[limits]
en = [
  "The reference panel keeps the models that matter on any date: few of them come and go.",
  "A model may leave because it was deleted, renamed without trace or made private.",
]
fr = [
  "Le panel de référence garde les modèles qui comptent à une date quelconque : peu entrent ou sortent.",
  "Un modèle peut sortir parce qu'il est supprimé, renommé sans trace ou rendu privé.",
]

[parameters.tasks]
[parameters.source]

[columns.source]
[columns.snapshot_date]
[columns.models]

[columns.entered_models]
type = "integer"
unit = "models"
label = {en = "Entered", fr = "Entrés"}
meaning = {en = "Models not listed by the previous reading", fr = "Modèles non listés au relevé précédent"}

[columns.left_models]
type = "integer"
unit = "models"
label = {en = "Left", fr = "Sortis"}
meaning = {en = "Models only the previous reading lists", fr = "Modèles listés au seul relevé précédent"}

[columns.organisations_entered]
[columns.organisations_left]
[columns.flags]

[chart]
kind = "column"
x = "snapshot_date"
y = "entered_models"
series = "source"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Models that left are those of the tasks chosen, as those that entered; before, those of all tasks stood beside them."
fr = "Les modèles sortis sont ceux des tâches choisies, comme les entrés ; auparavant ceux de toutes les tâches étaient à côté."

[finding.entered]
en = "Models since the previous reading: {entered|integer} in, {left|integer} out"
fr = "Modèles depuis le relevé précédent : {entered|integer} entrés, {left|integer} sortis"
[note.entered]
en = "Organisations that entered the list: {organisations|text}."
fr = "Organisations entrées dans la liste : {organisations|text}."

[finding.steady]
en = "Models since the previous reading: {entered|integer} in, {left|integer} out"
fr = "Modèles depuis le relevé précédent : {entered|integer} entrés, {left|integer} sortis"
---*/
WITH cell AS (
    SELECT run_id, sum(models) AS models, sum(entered_models) AS entered
    FROM mart_adoption WHERE $tasks = 'all' OR task_scope = $tasks GROUP BY run_id
)
SELECT r.source, r.snapshot_date, c.models::BIGINT AS models,
    CASE WHEN s.previous_run_id IS NOT NULL THEN c.entered::BIGINT END AS entered_models,
    CASE WHEN s.previous_run_id IS NOT NULL THEN coalesce(b.models, 0) - (c.models - c.entered) END::BIGINT AS left_models,
    r.organisations_entered, r.organisations_left, r.flags
FROM series_run r
JOIN snapshot_run s USING (run_id)
LEFT JOIN cell c USING (run_id)
LEFT JOIN cell b ON b.run_id = s.previous_run_id
WHERE $source = 'auto' OR r.source = $source
ORDER BY r.source, r.snapshot_date
-- finding
SELECT CASE WHEN len(organisations_entered) > 0 THEN 'entered' ELSE 'steady' END AS finding_case,
    entered_models AS entered, left_models AS "left", array_to_string(organisations_entered, ', ') AS organisations,
    snapshot_date AS as_of, 'high' AS confidence
FROM result
WHERE (source, snapshot_date) = (SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE entered_models IS NOT NULL)
