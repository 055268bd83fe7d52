/*---
title    = {en = "What a lab opens, family by family", fr = "Ce qu'un laboratoire ouvre, famille par famille"}
question = {en = "What is open in each of its model families, and where does one see it?", fr = "Qu'est-ce qui est ouvert dans chacune de ses familles de modèles, et où le voit-on ?"}
unit     = {en = "open, partial or closed; each mark opens its evidence", fr = "ouvert, partiel ou fermé ; chaque marque mène à sa preuve"}
grain    = "family, component"
version  = 1
tables   = ["openness_evidence"]
sources  = ["registry"]

[formula]
en = "Ten components of each family of the lab that the registry judges, each with a link to what was judged. The family with most open components first."
fr = "Dix composantes de chaque famille du laboratoire que le registre juge, chacune avec un lien vers ce qui a été jugé. D'abord la famille aux composantes les plus ouvertes."

[limits]
en = [
  "The judgement is ours, made on the day given, from the page linked; a family is judged by its best-known members.",
  "Families that we have not judged are not here: that is unknown, not closed.",
]
fr = [
  "Le jugement est le nôtre, porté au jour donné d'après la page liée ; une famille est jugée sur ses membres les plus connus.",
  "Les familles que nous n'avons pas jugées n'y sont pas : c'est inconnu, non fermé.",
]

[parameters.lab]
type = "text"
allowed_from = "lab.lab_id"
label = {en = "Lab", fr = "Laboratoire"}

[columns.lab_id]
type = "text"
label = {en = "Lab", fr = "Laboratoire"}
meaning = {en = "Lab of the registry", fr = "Laboratoire du registre"}
[columns.family]
type = "text"
label = {en = "Family", fr = "Famille"}
meaning = {en = "Model family of the registry", fr = "Famille de modèles du registre"}
[columns.component]
type = "text"
label = {en = "Component", fr = "Composante"}
meaning = {en = "What may be open: weights, licence, architecture, inference code, training code, pre-training data, post-training data, paper, model card, data card", fr = "Ce qui peut être ouvert : poids, licence, architecture, code d'inférence, code d'entraînement, données de préentraînement et de post-entraînement, article, fiche du modèle, fiche des données"}
[columns.state]
type = "text"
label = {en = "State", fr = "État"}
meaning = {en = "open, partial, closed", fr = "open (ouvert), partial (partiel), closed (fermé)"}
[columns.link]
type = "text"
label = {en = "Evidence", fr = "Preuve"}
meaning = {en = "Page that was judged", fr = "Page qui a été jugée"}
[columns.checked_on]
type = "date"
label = {en = "Checked on", fr = "Vérifié le"}
meaning = {en = "Day of the judgement", fr = "Jour du jugement"}

[chart]
kind = "matrix"
x = "component"
y = "state"
series = "family"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.one]
en = "{family|text}: {open|integer} of ten components are open"
fr = "{family|text} : {open|integer} composantes ouvertes sur dix"
[finding.several]
en = "From {least|integer} to {most|integer} of ten components are open, {family|text} being most open"
fr = "De {least|integer} à {most|integer} composantes ouvertes sur dix, {family|text} étant la plus ouverte"
---*/
WITH family AS (
    SELECT subject, count(*) FILTER (value = 'open') AS open_components
    FROM openness_evidence WHERE source = 'registry' AND lab_id = $lab GROUP BY subject
)
SELECT e.lab_id, e.subject AS family, e.component, e.value AS state, e.link, e.checked_on
FROM openness_evidence e JOIN family f USING (subject)
WHERE e.source = 'registry' AND e.lab_id = $lab
ORDER BY f.open_components DESC, e.subject,
    list_position(['weights', 'licence', 'architecture', 'inference_code', 'training_code', 'pretraining_data',
        'posttraining_data', 'data_card', 'model_card', 'paper'], e.component)
-- finding
WITH family AS (
    SELECT family, count(*) FILTER (state = 'open') AS open FROM result GROUP BY family
)
SELECT CASE WHEN count(*) = 1 THEN 'one' ELSE 'several' END AS finding_case,
    arg_max(family, (open, family)) AS family, max(open) AS open, min(open) AS least, max(open) AS most,
    (SELECT max(checked_on) FROM result) AS as_of, 'high' AS confidence
FROM family
HAVING count(*) > 0
