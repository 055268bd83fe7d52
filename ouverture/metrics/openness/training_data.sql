/*---
title    = {en = "Is the training data open?", fr = "Les données d'entraînement sont-elles ouvertes ?"}
question = {en = "Do those who publish models publish the data they were trained on?", fr = "Ceux qui publient des modèles publient-ils les données de leur entraînement ?"}
unit     = {en = "share", fr = "part"}
grain    = "counted, state"
version  = 1
tables   = ["mart_lineage", "openness_evidence", "series_run"]
sources  = "rows"

[formula]
en = "Downloads and models at the latest reading of whole organisations: each stands with the family of its root base, and that family with the pre-training data that the registry's evidence found open (the very data can be had), partial (a part of it, or its sources by name) or closed; no family or no evidence is unknown. Beside them the systems that the European Open Source AI Index assesses, by its dimensions for the data of the base model and of the end model. The kinds are counted apart and never added."
fr = "Téléchargements et modèles au dernier relevé d'organisations entières : chacun suit la famille de sa base première, et celle-ci les données de préentraînement que les preuves du registre ont trouvées ouvertes (les données mêmes sont accessibles), partielles (une partie, ou le nom de leurs sources) ou fermées ; sans famille ou sans preuve, c'est inconnu. À côté, les systèmes qu'évalue l'indice européen de l'IA open source, selon ses dimensions pour les données du modèle de base et du modèle final. Les sortes sont comptées à part et jamais additionnées."

[limits]
en = [
  "Evidence is judged by family, and a family by its best-known members: one member may be more or less open.",
  "Only the pre-training data is counted for downloads and models: data added later by a derivative is not seen.",
  "The index chooses the systems it assesses, with an eye to openness: its shares are not those of all models.",
  "The unknown share is part of the answer: it could fall on either side.",
]
fr = [
  "Les preuves sont jugées par famille, et une famille d'après ses membres les plus connus : l'un d'eux peut être plus ou moins ouvert.",
  "Pour les téléchargements et les modèles, seules comptent les données de préentraînement : celles qu'un dérivé ajoute ensuite ne se voient pas.",
  "L'indice choisit les systèmes qu'il évalue, en regardant vers l'ouverture : ses parts ne sont pas celles de tous les modèles.",
  "La part inconnue fait partie de la réponse : elle pourrait tomber d'un côté comme de l'autre.",
]

[constants]
unknown_medium = 0.03
unknown_low = 0.4

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.counted]
type = "text"
label = {en = "Counted", fr = "Compté"}
meaning = {en = "downloads, models (latest reading), index_base, index_end (systems of the index, data of the base and of the end model)", fr = "downloads (téléchargements), models (modèles, dernier relevé), index_base, index_end (systèmes de l'indice, données du modèle de base et du modèle final)"}

[columns.state]
type = "text"
label = {en = "Training data", fr = "Données d'entraînement"}
meaning = {en = "open, partial, closed, unknown", fr = "open (ouvertes), partial (partielles), closed (fermées), unknown (inconnu)"}

[columns.number]
type = "integer"
label = {en = "Number", fr = "Nombre"}
meaning = {en = "Downloads in 30 days, models or systems", fr = "Téléchargements sur 30 jours, modèles ou systèmes"}

[columns.share]
meaning = {en = "Part of all that are counted, unknown included", fr = "Part de tout ce qui est compté, inconnu compris"}

[columns.as_of]
meaning = {en = "Day of the reading, or latest assessment of the index", fr = "Jour du relevé, ou dernière évaluation de l'indice"}

[columns.source]

[chart]
kind = "bar"
x = "counted"
y = "share"
series = "state"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.few]
en = "Training data is open for {downloads|percent} of downloads[ and {systems|percent} of indexed systems]"
fr = "Données ouvertes : {downloads|percent} des téléchargements[, {systems|percent} des systèmes indexés]"
[note.few]
en = "“Those who publish models publish no data” is true of most, not of all. Closed for {closed|percent} of downloads, not judged for {unknown|percent}."
fr = "« Ceux qui publient des modèles ne publient pas de données » : vrai de la plupart, pas de tous. Fermées pour {closed|percent} des téléchargements, non jugées pour {unknown|percent}."
[finding.most]
en = "Training data is open for {downloads|percent} of downloads[ and {systems|percent} of indexed systems]"
fr = "Données ouvertes : {downloads|percent} des téléchargements[, {systems|percent} des systèmes indexés]"
[note.most]
en = "“Those who publish models publish no data” does not hold here. Closed for {closed|percent} of downloads, not judged for {unknown|percent}."
fr = "« Ceux qui publient des modèles ne publient pas de données » : cela ne tient pas ici. Fermées pour {closed|percent} des téléchargements, non jugées pour {unknown|percent}."
[finding.undecided]
en = "Training data known open: {downloads|percent} of downloads[, {systems|percent} of indexed systems]"
fr = "Données connues ouvertes : {downloads|percent} des téléchargements[, {systems|percent} des systèmes]"
[note.undecided]
en = "Nobody has judged {unknown|percent} of these downloads here: they could tip the answer. Known to be closed: {closed|percent}."
fr = "Personne n'a jugé ici {unknown|percent} de ces téléchargements : ils pourraient faire basculer la réponse. Fermées à coup sûr : {closed|percent}."
---*/
WITH run AS (
    SELECT * FROM newest_run($source)
), judged AS (
    SELECT r.source, r.snapshot_date, coalesce(e.value, 'unknown') AS state, l.models, l.downloads_30d
    FROM run r
    JOIN mart_lineage l USING (run_id)
    LEFT JOIN openness_evidence e ON e.source = 'registry' AND e.component = 'pretraining_data'
        AND e.subject = l.root_family AND e.lab_id = l.root_lab_id
    WHERE ($tasks = 'all' OR l.task_scope = $tasks) AND ($basis = 'raw' OR NOT l.excluded)
), counted AS (
    SELECT 1 AS place, 'downloads' AS counted, source, snapshot_date AS as_of, state, sum(downloads_30d) AS number
    FROM judged GROUP BY ALL
    UNION ALL
    SELECT 2, 'models', source, snapshot_date, state, sum(models) FROM judged GROUP BY ALL
    UNION ALL
    SELECT CASE component WHEN 'data_base' THEN 3 ELSE 4 END, CASE component WHEN 'data_base' THEN 'index_base' ELSE 'index_end' END,
        source, max(max(checked_on)) OVER (PARTITION BY source), value, count(*)
    FROM openness_evidence
    WHERE source <> 'registry' AND component IN ('data_base', 'data_end')
    GROUP BY source, component, value
), kind AS (
    SELECT DISTINCT place, counted, source, as_of FROM counted
)
SELECT
    k.counted,
    s.state,
    round(coalesce(c.number, 0))::BIGINT AS number,
    coalesce(c.number, 0) / nullif(sum(c.number) OVER (PARTITION BY k.counted, k.source), 0) AS share,
    k.as_of,
    k.source
FROM kind k
CROSS JOIN (VALUES (1, 'open'), (2, 'partial'), (3, 'closed'), (4, 'unknown')) AS s(place, state)
LEFT JOIN counted c ON c.counted = k.counted AND c.source = k.source AND c.state = s.state
ORDER BY k.place, k.source, s.place
-- finding
WITH said AS (
    SELECT
        max(share) FILTER (counted = 'downloads' AND state = 'open') AS downloads,
        max(share) FILTER (counted = 'downloads' AND state = 'closed') AS closed,
        max(share) FILTER (counted = 'downloads' AND state = 'unknown') AS unknown,
        max(share) FILTER (counted = 'index_base' AND state = 'open') AS systems,
        max(as_of) FILTER (counted = 'downloads') AS as_of
    FROM result
)
SELECT CASE WHEN downloads >= 0.5 THEN 'most' WHEN downloads + unknown < 0.5 THEN 'few' ELSE 'undecided' END AS finding_case,
    downloads, closed, unknown, systems, as_of,
    CASE WHEN unknown <= $unknown_medium THEN 'high' WHEN unknown <= $unknown_low THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'partial_coverage' END AS confidence_reason
FROM said WHERE downloads IS NOT NULL
