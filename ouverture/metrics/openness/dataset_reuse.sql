/*---
title    = {en = "Datasets that models are trained on", fr = "Jeux de données dont les modèles se servent"}
question = {en = "Which datasets do models name as their training data?", fr = "Quels jeux de données les modèles citent-ils comme données d'entraînement ?"}
unit     = {en = "models that name it, or their downloads of the last 30 days", fr = "modèles qui le citent, ou leurs téléchargements des 30 derniers jours"}
grain    = "dataset_id"
version  = 1
tables   = ["mart_dataset_use", "mart_data_naming", "mart_dataset"]
sources  = ["hub", "hub-datasets"]

[formula]
en = "Models of the latest live reading of whole organisations that carry the tag dataset:<name>, and the sum of their 30-day downloads; the first {shown}. A model that names several datasets counts whole for each: the rows are never added. Names of loaders (csv, imagefolder, generator …) are left out. Licence and openness come from the Hub's rankings of datasets, where it lists the dataset."
fr = "Modèles du dernier relevé en direct d'organisations entières qui portent l'étiquette dataset:<nom>, et somme de leurs téléchargements sur 30 jours ; les {shown} premiers. Un modèle qui cite plusieurs jeux compte entier pour chacun : les lignes ne s'additionnent jamais. Les noms de chargeurs (csv, imagefolder, generator…) sont écartés. Licence et ouverture viennent des classements de jeux de données du Hub, quand le jeu y figure."

[limits]
en = [
  "The reference panel has no dataset tags: this chart speaks from the first live snapshot on.",
  "A tag is what the author, or a training tool, wrote in the card: it may name data for fine-tuning or testing alone, and never says that the list is complete.",
  "Names are compared as written: a dataset tagged under a former short name (imdb) stands apart from its present one.",
  "The licence is known only of datasets among the Hub's most downloaded or most liked.",
]
fr = [
  "Le panel de référence n'a pas d'étiquettes de jeux de données : ce graphique parle dès le premier instantané en direct.",
  "Une étiquette est ce que l'auteur, ou un outil d'entraînement, a écrit dans la fiche : elle peut ne nommer que des données d'ajustement ou de test, et ne dit jamais que la liste est complète.",
  "Les noms sont comparés tels qu'écrits : un jeu de données cité sous un ancien nom court (imdb) reste distinct du nom actuel.",
  "La licence n'est connue que des jeux parmi les plus téléchargés ou les plus aimés du Hub.",
]

[constants]
shown = 15

[parameters.tasks]
[parameters.basis]

[parameters.by]
type = "text"
default = "models"
allowed = ["models", "downloads"]
label = {en = "Ranked by", fr = "Classés par"}

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.dataset_id]
[columns.lab_id]
[columns.licence]
like = "licence_keys"
[columns.side]
like = "side_licence"

[columns.models]
label = {en = "Models that name it", fr = "Modèles qui le citent"}
meaning = {en = "Models that carry its tag", fr = "Modèles qui en portent l'étiquette"}

[columns.model_share]
type = "number"
unit = "share"
label = {en = "Of naming models", fr = "Des modèles qui citent"}
meaning = {en = "Part of the models that name any dataset", fr = "Part des modèles qui citent au moins un jeu"}

[columns.downloads_30d]
label = {en = "Their downloads, 30 days", fr = "Leurs téléchargements, 30 jours"}
meaning = {en = "Sum of the 30-day counters of those models; never add rows or readings", fr = "Somme des compteurs de 30 jours de ces modèles ; ne jamais additionner ni lignes ni relevés"}
[columns.shown_of]

[chart]
kind = "bar"
x = "dataset_id"
series = "side"

[chart.y_of.by]
models = "models"
downloads = "downloads_30d"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.models]
en = "No dataset is named by more models than {dataset|text}: {models|compact}"
fr = "Aucun jeu plus cité que {dataset|text} : {models|compact} modèles"
[note.models]
en = "That is {share|percent} of the models that name any training data."
fr = "Soit {share|percent} des modèles qui citent des données d'entraînement."

[finding.downloads]
en = "Models that name {dataset|text} carry {downloads|compact} downloads in 30 days"
fr = "Modèles citant {dataset|text} : {downloads|compact} téléchargements en 30 jours"
[note.downloads]
en = "More than those of any other dataset. A model that names several counts for each."
fr = "Plus que ceux de tout autre jeu de données. Un modèle qui en cite plusieurs compte pour chacun."

[finding.not_yet]
en = "No live reading of dataset tags yet"
fr = "Aucun relevé en direct des étiquettes de données pour l'instant"

---*/
WITH named AS (
    SELECT run_id, source, snapshot_date, dataset_id, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_dataset_use
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY ALL
), naming AS (
    SELECT run_id, sum(models_naming) AS models
    FROM mart_data_naming
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id
)
SELECT
    n.source, n.snapshot_date, n.dataset_id, d.lab_id, d.licence,
    coalesce(d.openness, 'unknown') AS side,
    n.models::BIGINT AS models,
    n.models / nullif(a.models, 0)::DOUBLE AS model_share,
    n.downloads_30d::BIGINT AS downloads_30d,
    count(*) OVER () AS shown_of
FROM named n
LEFT JOIN naming a USING (run_id)
LEFT JOIN mart_dataset d USING (dataset_id)
ORDER BY CASE WHEN $by = 'downloads' THEN n.downloads_30d ELSE n.models END DESC NULLS LAST, n.models DESC, n.dataset_id
LIMIT $shown
-- finding
(
    SELECT $by AS finding_case, dataset_id AS dataset, models, downloads_30d AS downloads, model_share AS share,
        snapshot_date AS as_of, 'low' AS confidence
    FROM result
    WHERE CASE WHEN $by = 'downloads' THEN downloads_30d ELSE models END > 0
    ORDER BY CASE WHEN $by = 'downloads' THEN downloads_30d ELSE models END DESC, models DESC, dataset_id
    LIMIT 1
)
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_data_naming)
