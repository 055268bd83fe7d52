/*---
title = {en = "Families and their largest derivatives", fr = "Familles et leurs plus grands dérivés"}
question = {en = "What descends from each family, and how much is it downloaded?", fr = "Qu'est-ce qui descend de chaque famille, et combien le télécharge-t-on ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, root_id, model_id"
version = 1
tables = ["mart_derivative", "mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "Derivatives of the latest reading whose base is declared, by the family of their root base; a merge counts for each root in equal parts. The {shown} most downloaded, of one family or lab if chosen; the sentence speaks of those shown."
fr = "Dérivés du dernier relevé dont la base est déclarée, par famille de la base d'origine ; une fusion compte pour chaque origine à parts égales. Les {shown} plus téléchargés, d'une famille ou d'un laboratoire au choix ; la phrase parle de ceux montrés."

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
shown = 60

[parameters.tasks]
[parameters.basis]

[parameters.lab]
null = true

[parameters.family]
null = true

[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_base"
[columns.root_family]

[columns.root_id]
type = "text"
label = {en = "Root base", fr = "Base d'origine"}
meaning = {en = "Base at the end of the chain", fr = "Base au bout de la chaîne"}

[columns.model_id]
like = "model_id_repository"
[columns.relation]

[columns.role]
[columns.depth]
type = "integer"
label = {en = "Steps", fr = "Étapes"}
meaning = {en = "Steps to the root", fr = "Étapes jusqu'à l'origine"}

[columns.downloads_30d]
like = "downloads_30d_parts"
[columns.named_share]
[columns.missing_share]
[columns.shown_of]

[chart]
kind = "treemap"
x = "model_id"
y = "downloads_30d"
series = "root_id"
facet = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.largest]
en = "Most downloaded derivative shown: {model|text}, {downloads|compact}"
fr = "Dérivé le plus téléchargé ici : {model|text}, {downloads|compact}"
[note.largest]
en = "Made from {root|text}, 30 days. Grouped by lab and base; declared bases only."
fr = "Issu de {root|text}, sur 30 jours. Par laboratoire et par base ; bases déclarées seulement."
---*/
WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), known AS (
    SELECT
        coalesce(sum(downloads_30d) FILTER (base = 'named'), 0) / nullif(sum(downloads_30d), 0) AS named_share,
        coalesce(sum(downloads_30d) FILTER (base = 'missing'), 0) / nullif(sum(downloads_30d), 0) AS missing_share
    FROM cell
)
SELECT d.source, d.snapshot_date, d.root_lab_id AS lab_id, d.root_family, d.root_id, d.model_id, d.relation, d.role,
    d.depth::INTEGER AS depth, d.part * d.downloads_30d AS downloads_30d, k.named_share, k.missing_share,
    (SELECT round(sum(models))::BIGINT FROM cell WHERE base = 'named' AND ($lab IS NULL OR root_lab_id = $lab) AND ($family IS NULL OR root_family = $family)) AS shown_of
FROM mart_derivative d, known k
WHERE d.run_id = (SELECT run_id FROM latest) AND d.base = 'named' AND ($tasks = 'all' OR d.task_scope = $tasks) AND ($basis = 'raw' OR NOT d.excluded)
    AND ($lab IS NULL OR d.root_lab_id = $lab) AND ($family IS NULL OR d.root_family = $family)
ORDER BY d.part * d.downloads_30d DESC NULLS LAST, d.model_id, d.root_id
LIMIT $shown
-- finding
SELECT 'largest' AS finding_case, model_id AS model, root_id AS root, downloads_30d AS downloads,
    snapshot_date AS as_of, 'medium' AS confidence
FROM result WHERE downloads_30d IS NOT NULL
ORDER BY downloads_30d DESC, model_id LIMIT 1
