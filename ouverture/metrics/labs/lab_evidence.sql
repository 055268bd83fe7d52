/*---
title    = {en = "What a lab opens, family by family", fr = "Ce qu'un laboratoire ouvre, famille par famille"}
question = {en = "What is open in each of its model families, and where does one see it?", fr = "Qu'est-ce qui est ouvert dans chacune de ses familles de modèles, et où le voit-on ?"}
unit     = {en = "open, partial or closed; each mark opens its evidence", fr = "ouvert, partiel ou fermé ; chaque marque mène à sa preuve"}
grain    = "family, component"
version  = 2
tables   = ["openness_evidence"]
sources  = ["registry"]

[formula]
en = "Ten components of each family of the lab that the registry judges, each with a link to what was judged; beside them, where judged, what is told of synthetic training data, which counts for no tier. The family with most open components first."
fr = "Dix composantes de chaque famille du laboratoire que le registre juge, chacune avec un lien vers ce qui a été jugé ; à côté, s'il est jugé, ce qui est dit des données d'entraînement synthétiques, qui ne compte pour aucun degré. D'abord la famille aux composantes les plus ouvertes."

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

[columns.lab_id]
like = "lab_id_registry"
[columns.family]
[columns.component]
[columns.state]
[columns.link]
[columns.checked_on]

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

[[changelog]]
version = 2
on = 2026-11-29
en = "Synthetic training data beside the ten components, where it was judged."
fr = "Les données d'entraînement synthétiques à côté des dix composantes, là où elles sont jugées."

[finding.one]
en = "{family|text}: {open|integer} of ten components are open"
fr = "{family|text} : {open|integer} composantes ouvertes sur dix"
[finding.several]
en = "From {least|integer} to {most|integer} of ten components are open, {family|text} being most open"
fr = "De {least|integer} à {most|integer} composantes ouvertes sur dix, {family|text} étant la plus ouverte"
---*/
WITH family AS (
    SELECT subject, count(*) FILTER (value = 'open' AND component <> 'synthetic_data') AS open_components
    FROM openness_evidence WHERE source = 'registry' AND lab_id = $lab GROUP BY subject
)
SELECT e.lab_id, e.subject AS family, e.component, e.value AS state, e.link, e.checked_on
FROM openness_evidence e JOIN family f USING (subject)
WHERE e.source = 'registry' AND e.lab_id = $lab
ORDER BY f.open_components DESC, e.subject,
    list_position(['weights', 'licence', 'architecture', 'inference_code', 'training_code', 'pretraining_data',
        'posttraining_data', 'synthetic_data', 'data_card', 'model_card', 'paper'], e.component)
-- finding
WITH family AS (
    SELECT family, count(*) FILTER (state = 'open' AND component <> 'synthetic_data') AS open FROM result GROUP BY family
)
SELECT CASE WHEN count(*) = 1 THEN 'one' ELSE 'several' END AS finding_case,
    arg_max(family, (open, family)) AS family, max(open) AS open, min(open) AS least, max(open) AS most,
    (SELECT max(checked_on) FROM result) AS as_of, 'high' AS confidence
FROM family
HAVING count(*) > 0
