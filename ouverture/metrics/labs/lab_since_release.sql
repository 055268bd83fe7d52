/*---
title    = {en = "Leading models by days since release", fr = "Modèles phares selon les jours depuis leur sortie"}
question = {en = "How fast is a lab's leading model taken up, compared at the same age?", fr = "À quelle vitesse le modèle phare d'un laboratoire est-il adopté, au même âge ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "source, lab_id, model_id, age_days"
version  = 2
tables   = ["mart_lab_curve", "snapshot_run"]
sources  = "rows"

[formula]
en = "For each lab its model that was most downloaded at any reading within its first {max_age} days, if a reading falls there; x = days from its release to the reading. Release = the announced day where the registry knows it, else the creation of the repository. Readings that the automation index judges machine traffic never make a leader; those of a leader are flagged."
fr = "Pour chaque laboratoire, son modèle le plus téléchargé à un relevé de ses {max_age} premiers jours, s'il y en a un ; x = jours de la sortie au relevé. Sortie = jour de l'annonce si le registre le connaît, sinon création du dépôt. Un relevé que l'indice d'automatisation juge trafic automatique ne fait jamais un premier ; ceux d'un premier sont marqués."

[limits]
en = [
  "Where no day is announced, the repository may be older than the release.",
  "Before day 30 the counter is not full: the first points understate.",
  "Trending lists are left out. Among the ten most downloaded models of each lab today: those forgotten since are not shown.",
]
fr = [
  "Sans jour d'annonce connu, le dépôt peut être plus ancien que la sortie.",
  "Avant le 30e jour, le compteur n'est pas plein : les premiers points sous-estiment.",
  "Les listes de tendances sont laissées de côté. Parmi les dix modèles les plus téléchargés de chaque laboratoire aujourd'hui : les oubliés n'y sont pas.",
]

[constants]
max_age = 730

[parameters.tasks]
[parameters.labs]

[columns.source]
[columns.lab_id]
[columns.model_id]
[columns.snapshot_date]

[columns.age_days]
type = "integer"
unit = "days"
label = {en = "Days since release", fr = "Jours depuis la sortie"}
meaning = {en = "Days from release: announced, else creation of the repository", fr = "Jours depuis la sortie : annoncée, sinon création du dépôt"}

[columns.downloads_30d]
[columns.downloads_all_time]

[columns.flags]
meaning = {en = "excluded (judged machine traffic at this reading)", fr = "excluded (jugé trafic automatique à ce relevé)"}

[chart]
kind = "line"
x = "age_days"
y = "downloads_30d"
series = "lab_id"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Ages run from the announced day where one is known; machine traffic never makes a leader, and its readings are marked."
fr = "Les âges partent du jour de l'annonce là où il est connu ; le trafic automatique ne fait jamais un premier, et ses relevés sont marqués."

[finding.fastest]
en = "{model|text}: {downloads|compact} downloads in 30 days at day {age|integer}"
fr = "{model|text} : {downloads|compact} téléchargements au {age|integer}e jour"
[note.fastest]
en = "Of {lab|lab}. The highest reading within the first {max_age|integer} days among the labs shown; {curves|integer} models can be drawn."
fr = "De {lab|lab} ; sur 30 jours. Le relevé le plus haut des {max_age|integer} premiers jours parmi les laboratoires montrés ; {curves|integer} modèles peuvent être tracés."
---*/
WITH young AS (
    SELECT * FROM mart_lab_curve
    WHERE source IN (SELECT source FROM snapshot_run WHERE listing = 'organisations')
        AND age_days <= $max_age AND list_contains($labs, lab_id) AND ($tasks = 'all' OR task_scope = $tasks)
), leader AS (
    SELECT source, lab_id, model_id FROM young
    WHERE downloads_30d IS NOT NULL AND NOT excluded
    QUALIFY row_number() OVER (PARTITION BY source, lab_id ORDER BY downloads_30d DESC, model_id) = 1
)
SELECT y.source, y.lab_id, y.model_id, y.snapshot_date, y.age_days, y.downloads_30d, y.downloads_all_time,
    CASE WHEN y.excluded THEN 'excluded' END AS flags
FROM young y SEMI JOIN leader l USING (source, lab_id, model_id)
ORDER BY y.source, list_position($labs, y.lab_id), y.age_days
-- finding
SELECT 'fastest' AS finding_case,
    arg_max(lab_id, downloads_30d) AS lab, arg_max(model_id, downloads_30d) AS model, max(downloads_30d) AS downloads,
    arg_max(age_days, downloads_30d) AS age, count(DISTINCT model_id) AS curves,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
FROM result
WHERE flags IS NULL
HAVING max(downloads_30d) IS NOT NULL
