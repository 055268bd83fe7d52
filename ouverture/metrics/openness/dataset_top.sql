/*---
title    = {en = "Most used datasets", fr = "Jeux de données les plus utilisés"}
question = {en = "Which datasets does the Hub download and like most, and under which licence?", fr = "Quels jeux de données du Hub sont les plus téléchargés et les plus aimés, et sous quelle licence ?"}
unit     = {en = "downloads of the last 30 days, or likes", fr = "téléchargements des 30 derniers jours, ou mentions j'aime"}
grain    = "dataset_id"
version  = 1
tables   = ["mart_dataset"]
sources  = "rows"

[formula]
en = "The first {shown} of the Hub's own ranking of datasets by 30-day downloads, or by likes, at the latest reading. Openness follows the licence keys in the tags as the registry reads them: open (open weights or freer), restricted (a limit of field, users or use, or access granted by hand), else unknown; of several licences, which are those of parts, the strictest decides."
fr = "Les {shown} premiers du classement des jeux de données du Hub lui-même, par téléchargements sur 30 jours ou par mentions j'aime, au dernier relevé. L'ouverture suit les clés de licence des étiquettes telles que le registre les lit : ouvert (au moins l'équivalent de poids ouverts), sous conditions (limite de domaine, d'utilisateurs ou d'usage, ou accès accordé à la main), sinon inconnu ; de plusieurs licences, qui sont celles de parties, la plus stricte décide."

[limits]
en = [
  "The reference panel has no datasets: this chart speaks from the first live snapshot on.",
  "All files that one address takes from a dataset within five minutes count as one download; a model's download is one of its query files. Never compare the two counts.",
  "Custom terms (licence key other) are named in the card, which is not read: they count as unknown.",
  "A licence of the dataset says nothing of the rights in the texts and images inside.",
]
fr = [
  "Le panel de référence ne contient pas de jeux de données : ce graphique parle dès le premier instantané en direct.",
  "Tous les fichiers qu'une adresse prend d'un jeu de données en cinq minutes comptent pour un téléchargement ; celui d'un modèle est l'un de ses fichiers de référence. Ne jamais comparer les deux comptes.",
  "Les conditions particulières (clé de licence other) sont nommées dans la fiche, qui n'est pas lue : elles comptent comme inconnues.",
  "La licence du jeu de données ne dit rien des droits sur les textes et images qu'il contient.",
]

[constants]
shown = 15

[parameters.by]
type = "text"
default = "downloads"
allowed = ["downloads", "likes"]
label = {en = "Ranked by", fr = "Classés par"}

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.dataset_id]

[columns.organisation_id]
meaning = {en = "Namespace on the Hub; empty for old names without one", fr = "Espace de noms sur le Hub ; vide pour les anciens noms qui n'en ont pas"}

[columns.lab_id]
[columns.licence]
like = "licence_keys"
[columns.side]
like = "side_licence"

[columns.gated]
type = "text"
label = {en = "Access", fr = "Accès"}
meaning = {en = "free, after a click, or granted by hand", fr = "libre, après un clic, ou accordé à la main"}

[columns.downloads_30d]

[columns.downloads_all_time]
label = {en = "Downloads, all time", fr = "Téléchargements, depuis le début"}
meaning = {en = "The Hub's counter since creation", fr = "Compteur du Hub depuis la création"}

[columns.likes]
meaning = {en = "Likes, all time", fr = "Mentions j'aime, depuis le début"}

[columns.models]
label = {en = "Models that name it", fr = "Modèles qui le citent"}
meaning = {en = "Models of the last live reading whose card names it as training data; empty = none", fr = "Modèles du dernier relevé en direct dont la fiche le cite comme donnée d'entraînement ; vide = aucun"}
[columns.shown_of]

[chart]
kind = "bar"
x = "dataset_id"
series = "side"

[chart.y_of.by]
downloads = "downloads_30d"
likes = "likes"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.downloads]
en = "{dataset|text} is the most downloaded dataset: {value|compact} downloads in 30 days"
fr = "{dataset|text} est le jeu de données le plus téléchargé : {value|compact} téléchargements en 30 jours"
[note.downloads]
en = "Of the {listed|integer} shown, {open|integer} carry an open licence, {restricted|integer} a restricted one; {unknown|integer} say nothing that can be read."
fr = "Sur les {listed|integer} affichés, {open|integer} ont une licence ouverte, {restricted|integer} une licence sous conditions ; {unknown|integer} n'indiquent rien de lisible."

[finding.likes]
en = "{dataset|text} is the most liked dataset: {value|integer} likes"
fr = "{dataset|text} est le jeu de données le plus aimé : {value|integer} mentions j'aime"
[note.likes]
en = "Of the {listed|integer} shown, {open|integer} carry an open licence, {restricted|integer} a restricted one; {unknown|integer} say nothing that can be read."
fr = "Sur les {listed|integer} affichés, {open|integer} ont une licence ouverte, {restricted|integer} une licence sous conditions ; {unknown|integer} n'indiquent rien de lisible."

[finding.not_yet]
en = "No live reading of datasets yet"
fr = "Aucun relevé en direct des jeux de données pour l'instant"

---*/
SELECT
    'hub-datasets' AS source,
    observed_on AS snapshot_date,
    dataset_id, organisation_id, lab_id, licence,
    coalesce(openness, 'unknown') AS side,
    gated, downloads_30d, downloads_all_time, likes, models,
    count(*) OVER () AS shown_of
FROM mart_dataset
WHERE CASE WHEN $by = 'likes' THEN top_likes ELSE top_downloads END
ORDER BY CASE WHEN $by = 'likes' THEN likes ELSE downloads_30d END DESC NULLS LAST, dataset_id
LIMIT $shown
-- finding
WITH ranked AS (
    SELECT *, CASE WHEN $by = 'likes' THEN likes ELSE downloads_30d END AS value FROM result
)
SELECT $by AS finding_case, arg_max(dataset_id, value) AS dataset, max(value) AS value, count(*) AS listed,
    count(*) FILTER (side = 'open') AS open, count(*) FILTER (side = 'restricted') AS restricted,
    count(*) FILTER (side = 'unknown') AS unknown, any_value(snapshot_date) AS as_of, 'high' AS confidence
FROM ranked
HAVING max(value) > 0
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_dataset)
