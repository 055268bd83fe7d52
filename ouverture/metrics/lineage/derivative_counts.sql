/*---
title = {en = "Direct derivatives of each base", fr = "Dérivés directs de chaque base"}
question = {en = "Which bases do most listed models build on, and how?", fr = "Sur quelles bases les modèles listés s'appuient-ils le plus, et comment ?"}
unit = {en = "listed models", fr = "modèles listés"}
grain = "source, base_id"
version = 1
tables = ["mart_base", "series_run"]
sources = "rows"

[formula]
en = "Models of the latest reading that name the base directly, by relation; a model that names two bases counts for both. Only listed derivatives: the Hub holds many more. The first {shown} bases."
fr = "Modèles du dernier relevé qui nomment directement la base, par relation ; un modèle qui nomme deux bases compte pour les deux. Seuls les dérivés listés : le Hub en compte bien davantage. Les {shown} premières bases."

[limits]
en = [
  "Only bases that publishers declare are known: the reference panel names one for few models, so every figure of descent is a lower bound.",
  "A base that no reading lists is known by its name only.",
  "Downloads are those of the models that the source lists, not of all derivatives on the Hub.",
  "The 30-day counter counts requests, not people.",
]
fr = [
  "Seules les bases déclarées par les éditeurs sont connues : le panel de référence n'en donne que pour peu de modèles, donc tout chiffre de descendance est un minimum.",
  "Une base qu'aucun relevé ne liste n'est connue que de nom.",
  "Les téléchargements sont ceux des modèles que la source liste, non de tous les dérivés du Hub.",
  "Le compteur de 30 jours compte des requêtes, non des personnes.",
]

[constants]
shown = 20

[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.base_id]
type = "text"
label = {en = "Base", fr = "Base"}
meaning = {en = "Base, present name", fr = "Base, nom actuel"}

[columns.lab_id]
like = "lab_id_base"

[columns.total]
type = "integer"
unit = "models"
label = {en = "Derivatives", fr = "Dérivés"}
meaning = {en = "Direct derivatives listed", fr = "Dérivés directs listés"}
[columns.finetune]
type = "integer"
unit = "models"
label = {en = "Fine-tunes", fr = "Affinages"}
meaning = {en = "Of them fine-tunes", fr = "Dont affinages"}
[columns.adapter]
type = "integer"
unit = "models"
label = {en = "Adapters", fr = "Adaptateurs"}
meaning = {en = "Of them adapters", fr = "Dont adaptateurs"}
[columns.merge]
type = "integer"
unit = "models"
label = {en = "Merges", fr = "Fusions"}
meaning = {en = "Of them merges", fr = "Dont fusions"}
[columns.quantized]
type = "integer"
unit = "models"
label = {en = "Quantised", fr = "Quantifiés"}
meaning = {en = "Of them quantised", fr = "Dont quantifiés"}
[columns.unknown]
type = "integer"
unit = "models"
label = {en = "Relation unknown", fr = "Relation inconnue"}
meaning = {en = "Of them of unknown relation", fr = "Dont relation inconnue"}
[columns.models_of_others]
type = "integer"
unit = "models"
label = {en = "By others", fr = "Par d'autres"}
meaning = {en = "Direct derivatives that the base's lab does not publish", fr = "Dérivés directs que le laboratoire de la base ne publie pas"}
[columns.shown_of]

[chart]
kind = "bar"
x = "base_id"
y = "total"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.most]
en = "{base|text} has most direct derivatives among listed models: {total|integer}"
fr = "Le plus de dérivés directs listés : {base|text}, {total|integer}"
[note.most]
en = "Declared bases only, among the organisations that the source lists; {others|integer} of them are by other publishers."
fr = "Bases déclarées seulement, parmi les organisations que la source liste ; {others|integer} d'entre eux sont d'autres éditeurs."

[finding.tied]
en = "{ties|integer} bases tie with most direct derivatives listed: {total|integer} each"
fr = "{ties|integer} bases à égalité ont le plus de dérivés directs listés : {total|integer} chacune"
[note.tied]
en = "Declared bases only, among the organisations that the source lists: the whole Hub may rank them otherwise."
fr = "Bases déclarées seulement, parmi les organisations que la source liste : le Hub entier peut les classer autrement."
---*/
WITH latest AS (
    SELECT run_id FROM newest_run($source)
)
SELECT source, snapshot_date, base_id, base_lab_id AS lab_id,
    sum(models)::BIGINT AS total,
    coalesce(sum(models) FILTER (relation = 'finetune'), 0)::BIGINT AS finetune,
    coalesce(sum(models) FILTER (relation = 'adapter'), 0)::BIGINT AS adapter,
    coalesce(sum(models) FILTER (relation = 'merge'), 0)::BIGINT AS merge,
    coalesce(sum(models) FILTER (relation = 'quantized'), 0)::BIGINT AS quantized,
    coalesce(sum(models) FILTER (relation = 'unknown'), 0)::BIGINT AS "unknown",
    sum(models_of_others)::BIGINT AS models_of_others, count(*) OVER () AS shown_of
FROM mart_base
WHERE run_id = (SELECT run_id FROM latest)
GROUP BY source, snapshot_date, base_id, base_lab_id
ORDER BY total DESC, models_of_others DESC, base_id
LIMIT $shown
-- finding
SELECT CASE WHEN ties > 1 THEN 'tied' ELSE 'most' END AS finding_case, base_id AS base, total, ties, models_of_others AS others,
    snapshot_date AS as_of, 'low' AS confidence
FROM (SELECT *, count(*) OVER (PARTITION BY total) AS ties FROM result)
ORDER BY total DESC, base_id LIMIT 1
