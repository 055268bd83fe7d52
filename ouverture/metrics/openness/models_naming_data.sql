/*---
title    = {en = "Models that name their training data", fr = "Modèles qui citent leurs données d'entraînement"}
question = {en = "Who says what their models were trained on?", fr = "Qui dit sur quoi ses modèles ont été entraînés ?"}
unit     = {en = "share of the lab's downloads, last 30 days", fr = "part des téléchargements du laboratoire, 30 derniers jours"}
grain    = "lab_id"
version  = 1
tables   = ["mart_data_naming", "series_run"]
sources  = "rows"

[formula]
en = "At the latest live reading of whole organisations: models with at least one tag dataset:<name> / all models of the lab, and their 30-day downloads / those of all its models. Labs with at least {minimum} models; the {shown} most downloaded. Names of loaders (csv, imagefolder, generator …) are no datasets."
fr = "Au dernier relevé en direct d'organisations entières : modèles portant au moins une étiquette dataset:<nom> / tous les modèles du laboratoire, et leurs téléchargements sur 30 jours / ceux de tous ses modèles. Laboratoires d'au moins {minimum} modèles ; les {shown} plus téléchargés. Les noms de chargeurs (csv, imagefolder, generator…) ne sont pas des jeux de données."

[limits]
en = [
  "The reference panel has no dataset tags: this chart speaks from the first live snapshot on.",
  "A tag is what the author, or a training tool, wrote in the card: it may name data for fine-tuning or testing alone, and never says that the list is complete.",
  "A lab may describe its data in a paper or a report and still carry no tag; see the evidence of the registry.",
]
fr = [
  "Le panel de référence n'a pas d'étiquettes de jeux de données : ce graphique parle dès le premier instantané en direct.",
  "Une étiquette est ce que l'auteur, ou un outil d'entraînement, a écrit dans la fiche : elle peut ne nommer que des données d'ajustement ou de test, et ne dit jamais que la liste est complète.",
  "Un laboratoire peut décrire ses données dans un article ou un rapport sans porter d'étiquette ; voir les preuves du registre.",
]

[constants]
minimum = 5
shown = 15

[parameters.tasks]
[parameters.basis]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.lab_id]
[columns.models]

[columns.models_naming]
type = "integer"
unit = "models"
label = {en = "Naming data", fr = "Citant des données"}
meaning = {en = "Models that name at least one dataset", fr = "Modèles qui citent au moins un jeu de données"}

[columns.model_share]
type = "number"
unit = "share"
label = {en = "Of models", fr = "Des modèles"}
meaning = {en = "Part of the lab's models", fr = "Part des modèles du laboratoire"}

[columns.downloads_30d]
meaning = {en = "Sum of the 30-day counters", fr = "Somme des compteurs de 30 jours"}

[columns.download_share]
type = "number"
unit = "share"
label = {en = "Of downloads", fr = "Des téléchargements"}
meaning = {en = "Part of the lab's downloads", fr = "Part des téléchargements du laboratoire"}

[columns.unknown_share]
type = "number"
unit = "share"
label = {en = "Tags not given", fr = "Étiquettes non fournies"}
meaning = {en = "Part of the lab's downloads of models whose tags the source did not give", fr = "Part des téléchargements du laboratoire dont la source n'a pas donné les étiquettes"}

[columns.all_models]
type = "integer"
unit = "models"
label = {en = "Models of all", fr = "Modèles de tous"}
meaning = {en = "Models of all publishers", fr = "Modèles de tous les éditeurs"}

[columns.all_model_share]
type = "number"
unit = "share"
label = {en = "Of all models", fr = "De tous les modèles"}
meaning = {en = "Part of the models of all publishers that name data", fr = "Part des modèles de tous les éditeurs qui citent des données"}

[columns.all_download_share]
type = "number"
unit = "share"
label = {en = "Of all downloads", fr = "De tous les téléchargements"}
meaning = {en = "Part of the downloads of all publishers on models that name data", fr = "Part des téléchargements de tous les éditeurs sur des modèles qui citent des données"}

[columns.all_unknown_share]
type = "number"
unit = "share"
label = {en = "Of all, tags not given", fr = "De tous, étiquettes non fournies"}
meaning = {en = "Part of all downloads on models whose tags the source did not give", fr = "Part de tous les téléchargements sur des modèles dont la source n'a pas donné les étiquettes"}
[columns.shown_of]

[chart]
kind = "bar"
x = "lab_id"
y = "download_share"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.named]
en = "{models|percent} of models name training data; they carry {downloads|percent} of downloads"
fr = "{models|percent} des modèles citent leurs données ; ils font {downloads|percent} des téléchargements"
[note.named]
en = "Of {all_models|integer} models of all publishers; tags not given: {unknown|percent} of downloads."
fr = "Sur {all_models|integer} modèles de tous les éditeurs ; étiquettes non fournies : {unknown|percent} des téléchargements."

[finding.thin]
en = "Too few models to say how many name their training data"
fr = "Trop peu de modèles pour dire combien citent leurs données d'entraînement"

[finding.not_yet]
en = "No live reading of what models name yet"
fr = "Aucun relevé en direct de ce que citent les modèles pour l'instant"

---*/
WITH run AS (
    SELECT run_id, source, snapshot_date FROM series_run WHERE source = 'hub' ORDER BY snapshot_date DESC LIMIT 1
), cell AS (
    SELECT
        GROUPING(m.lab_id) = 1 AS whole,
        m.lab_id,
        r.source,
        r.snapshot_date,
        sum(m.models) AS models,
        sum(m.models_naming) AS models_naming,
        sum(m.downloads_30d) AS downloads,
        CASE WHEN sum(m.models_naming) = 0 THEN 0 ELSE sum(m.downloads_30d_naming) END AS naming,
        CASE WHEN sum(m.models_unread) = 0 THEN 0 ELSE sum(m.downloads_30d_unread) END AS unread
    FROM mart_data_naming m JOIN run r USING (run_id)
    WHERE ($tasks = 'all' OR m.task_scope = $tasks) AND ($basis = 'raw' OR NOT m.excluded)
    GROUP BY GROUPING SETS ((m.lab_id, r.source, r.snapshot_date), (r.source, r.snapshot_date))
)
SELECT
    c.source, c.snapshot_date, c.lab_id,
    c.models::BIGINT AS models,
    c.models_naming::BIGINT AS models_naming,
    c.models_naming / c.models::DOUBLE AS model_share,
    c.downloads::BIGINT AS downloads_30d,
    c.naming / nullif(c.downloads, 0)::DOUBLE AS download_share,
    c.unread / nullif(c.downloads, 0)::DOUBLE AS unknown_share,
    a.models::BIGINT AS all_models,
    a.models_naming / a.models::DOUBLE AS all_model_share,
    a.naming / nullif(a.downloads, 0)::DOUBLE AS all_download_share,
    a.unread / nullif(a.downloads, 0)::DOUBLE AS all_unknown_share,
    count(*) OVER () AS shown_of
FROM cell c, (SELECT * FROM cell WHERE whole) a
WHERE NOT c.whole AND c.models >= $minimum
QUALIFY row_number() OVER (ORDER BY c.downloads DESC NULLS LAST, c.lab_id) <= $shown
ORDER BY download_share DESC NULLS LAST, model_share DESC, c.lab_id
-- finding
(
    SELECT CASE WHEN all_models < $minimum OR all_download_share IS NULL THEN 'thin' ELSE 'named' END AS finding_case,
        all_models, all_model_share AS models, all_download_share AS downloads, all_unknown_share AS unknown,
        snapshot_date AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
    FROM result LIMIT 1
)
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_data_naming)
