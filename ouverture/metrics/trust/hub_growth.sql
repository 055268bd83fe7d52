/*---
title    = {en = "Models on the Hub", fr = "Modèles sur le Hub"}
question = {en = "How many models does the whole Hub hold, and who counted?", fr = "Combien de modèles le Hub entier compte-t-il, et qui les a comptés ?"}
unit     = {en = "models", fr = "modèles"}
grain    = "method, observed_on"
version  = 1
tables   = ["hub_size"]
sources  = "rows"

[formula]
en = "Counts as published, by method. Census: every model listed on that day. Surviving: models that still existed when the count was made, by the day they were created. Published: somebody's figure."
fr = "Décomptes tels que publiés, par méthode. Recensement : tous les modèles listés ce jour-là. Survivants : modèles encore présents lors du décompte, selon leur jour de création. Publié : un chiffre avancé par quelqu'un."

[limits]
en = [
  "Three methods are three lines: they are never joined, and the distance between two of them is not growth.",
  "The surviving line misses every model deleted before the count was made.",
  "The first point of the surviving line is a step: the Hub dates everything older to that day.",
]
fr = [
  "Trois méthodes font trois courbes : elles ne se joignent jamais, et l'écart entre deux d'entre elles n'est pas une croissance.",
  "La courbe des survivants ignore tout modèle supprimé avant le décompte.",
  "Le premier point de la courbe des survivants est une marche : le Hub date de ce jour tout ce qui est plus ancien.",
]

[columns.source]
type = "text"
label = {en = "Counted by", fr = "Compté par"}
meaning = {en = "Who counted or published the figure", fr = "Qui a compté ou publié le chiffre"}
[columns.observed_on]
meaning = {en = "Day the count describes", fr = "Jour que décrit le décompte"}

[columns.method]
type = "text"
label = {en = "Method", fr = "Méthode"}
meaning = {en = "census, surviving (by creation day) or published (a figure of others)", fr = "census (recensement), surviving (survivants, par jour de création) ou published (chiffre publié)"}
[columns.models]
meaning = {en = "Models on the whole Hub", fr = "Modèles sur le Hub entier"}

[chart]
kind = "line"
x = "observed_on"
y = "models"
series = "method"
facet = "method"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.counted]
en = "The Hub held at least {models|integer} models on {as_of|date}"
fr = "Le Hub comptait au moins {models|integer} modèles au {as_of|date}"
[note.counted]
en = "Counted: those created by then and still there when counted. The other methods are other lines; they are never joined."
fr = "Comptés : les modèles créés à cette date et encore présents lors du décompte. Les autres méthodes sont d'autres courbes, jamais jointes."
[finding.census]
en = "A census of {as_of|date} lists {models|integer} models on the Hub"
fr = "Un recensement du {as_of|date} liste {models|integer} modèles sur le Hub"
[finding.published]
en = "The Hub's size is known only from published figures: {models|compact} models on {as_of|date}"
fr = "La taille du Hub n'est connue que par des chiffres publiés : {models|compact} modèles au {as_of|date}"
---*/
SELECT
    source,
    observed_on,
    CASE method WHEN 'surviving by created_at' THEN 'surviving' WHEN 'claim' THEN 'published' ELSE method END AS method,
    models
FROM hub_size
ORDER BY method, observed_on
-- finding
SELECT
    CASE method WHEN 'surviving' THEN 'counted' ELSE method END AS finding_case,
    models,
    observed_on AS as_of,
    CASE method WHEN 'published' THEN 'low' ELSE 'high' END AS confidence
FROM result
ORDER BY method = 'published', observed_on DESC
LIMIT 1
