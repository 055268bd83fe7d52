/*---
title    = {en = "Transparency scores of a lab", fr = "Notes de transparence d'un laboratoire"}
question = {en = "How does the Foundation Model Transparency Index score this lab?", fr = "Comment le Foundation Model Transparency Index note-t-il ce laboratoire ?"}
unit     = {en = "points of 100, as published", fr = "points sur 100, tels que publiés"}
grain    = "edition"
version  = 1
tables   = ["transparency_score"]
sources  = ["fmti"]

[formula]
en = "The scores as the index published them, one row an edition, unchanged."
fr = "Les notes telles que l'indice les a publiées, une ligne par édition, sans changement."

[limits]
en = [
  "The indicators of 2025 differ from those of 2023 and 2024: a change between those editions is not a change of the lab alone.",
  "Not every lab is scored: that is unknown, not zero.",
]
fr = [
  "Les indicateurs de 2025 diffèrent de ceux de 2023 et 2024 : un écart entre ces éditions ne vient pas que du laboratoire.",
  "Tous les laboratoires ne sont pas notés : c'est inconnu, non zéro.",
]

[parameters.lab]

[columns.lab_id]
like = "lab_id_registry"

[columns.edition]
type = "text"
label = {en = "Edition", fr = "Édition"}
meaning = {en = "Year of the index", fr = "Année de l'indice"}
[columns.score]
type = "integer"
unit = "points"
label = {en = "Points of 100", fr = "Points sur 100"}
meaning = {en = "Total score", fr = "Note totale"}
[columns.published_on]
type = "date"
label = {en = "Published", fr = "Publié"}
meaning = {en = "Day of publication", fr = "Jour de publication"}
[columns.link]
meaning = {en = "Where the score stands", fr = "Où se trouve la note"}

[chart]
kind = "bar"
x = "edition"
y = "score"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.scored]
en = "{lab|lab} scored {score|integer} of 100 points in the edition of {edition|text}"
fr = "{lab|lab} obtient {score|integer} points sur 100 dans l'édition {edition|text}"
---*/
SELECT lab_id, edition, score, published_on, link
FROM transparency_score
WHERE lab_id = $lab
ORDER BY edition
-- finding
SELECT 'scored' AS finding_case, lab_id AS lab, score, edition, published_on AS as_of, 'high' AS confidence
FROM result
ORDER BY edition DESC LIMIT 1
