/*---
title = {en = "Derived models whose base is not declared", fr = "Modèles dérivés dont la base n'est pas déclarée"}
question = {en = "Which models derive from others, but name no repository as their base?", fr = "Quels modèles dérivent d'autres sans nommer de dépôt comme base ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, model_id"
version = 2
tables = ["mart_derivative", "mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "Models of the latest reading that declare no base although a packager publishes them or their name says quantised, converted, fine-tuned, adapted, merged or distilled, and those that name a base that is no repository of the Hub: a folder of the machine that trained them, free text (column named_as). Shown: the most downloaded, a hundred of each task at most and {shown} in all. Their part is over all downloads of the reading."
fr = "Modèles du dernier relevé sans base déclarée alors qu'un reconditionneur les publie ou que leur nom dit quantifié, converti, affiné, adapté, fusionné ou distillé, et ceux qui nomment une base qui n'est pas un dépôt du Hub : un dossier de la machine d'entraînement, du texte libre (colonne named_as). Affichés : les plus téléchargés, cent par tâche au plus et {shown} en tout. Leur part est sur tous les téléchargements du relevé."

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
shown = 200

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.model_id]
like = "model_id_repository"
[columns.lab_id]
like = "lab_id_base"
[columns.relation]
[columns.named_as]
type = "text"
label = {en = "Named instead", fr = "Nommé à la place"}
meaning = {en = "What the card names as base and is no repository; empty where it names nothing", fr = "Ce que la fiche nomme comme base et qui n'est pas un dépôt ; vide si elle ne nomme rien"}
[columns.downloads_30d]
like = "downloads_30d_parts"
[columns.named_share]
[columns.missing_share]
[columns.shown_of]

[chart]
kind = "table"

[[changelog]]
version = 2
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Bases that are no repository of the Hub are undeclared bases, and told as named."
fr = "Une base qui n'est pas un dépôt du Hub est une base non déclarée, citée telle quelle."

[finding.missing]
en = "{missing|percent} of downloads: derived-looking models without a base repository"
fr = "{missing|percent} des téléchargements : modèles d'allure dérivée, sans dépôt de base"
[note.missing]
en = "Most downloaded: {model|text}. Bases are declared for {named|percent}. A name is a hint, not a proof: a lab's own distilled model may have no public base."
fr = "Le plus téléchargé : {model|text}. Une base est déclarée pour {named|percent}. Un nom est un indice, non une preuve : le modèle distillé d'un laboratoire peut n'avoir aucune base publique."
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
SELECT d.source, d.snapshot_date, d.model_id, d.lab_id, d.relation, d.named_as, d.downloads_30d::DOUBLE AS downloads_30d,
    k.named_share, k.missing_share, (SELECT round(sum(models))::BIGINT FROM cell WHERE base = 'missing') AS shown_of
FROM mart_derivative d, known k
WHERE d.run_id = (SELECT run_id FROM latest) AND d.base = 'missing' AND ($tasks = 'all' OR d.task_scope = $tasks) AND ($basis = 'raw' OR NOT d.excluded)
ORDER BY d.downloads_30d DESC NULLS LAST, d.model_id
LIMIT $shown
-- finding
SELECT 'missing' AS finding_case, model_id AS model, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM result LIMIT 1
