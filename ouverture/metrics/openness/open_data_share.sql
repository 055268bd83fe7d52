/*---
title    = {en = "Open data, by downloads", fr = "Données ouvertes, par téléchargements"}
question = {en = "What part of the data that people download is under an open licence?", fr = "Quelle part des données que l'on télécharge est sous licence ouverte ?"}
unit     = {en = "share of the downloads of the last 30 days", fr = "part des téléchargements des 30 derniers jours"}
grain    = "snapshot_date, side"
version  = 1
tables   = ["mart_dataset_openness"]
sources  = "rows"

[formula]
en = "30-day downloads of the datasets of each openness / those of all {listed} most downloaded datasets of the day. Openness follows the licence keys in the tags as the registry reads them: open (open weights or freer), restricted (a limit of field, users or use, or access granted by hand), else unknown; of several licences, which are those of parts, the strictest decides."
fr = "Téléchargements sur 30 jours des jeux de données de chaque degré d'ouverture / ceux de l'ensemble des {listed} jeux les plus téléchargés du jour. L'ouverture suit les clés de licence des étiquettes telles que le registre les lit : ouvert (au moins l'équivalent de poids ouverts), sous conditions (limite de domaine, d'utilisateurs ou d'usage, ou accès accordé à la main), sinon inconnu ; de plusieurs licences, qui sont celles de parties, la plus stricte décide."

[limits]
en = [
  "The reference panel has no datasets: this chart speaks from the first live snapshot on.",
  "All files that one address takes from a dataset within five minutes count as one download; a model's download is one of its query files. Never compare the two counts.",
  "Only the {listed} most downloaded datasets are listed: others enter and leave from day to day, and the long tail is not seen.",
  "Custom terms (licence key other) are named in the card, which is not read: they count as unknown.",
  "A licence of the dataset says nothing of the rights in the texts and images inside.",
]
fr = [
  "Le panel de référence ne contient pas de jeux de données : ce graphique parle dès le premier instantané en direct.",
  "Tous les fichiers qu'une adresse prend d'un jeu de données en cinq minutes comptent pour un téléchargement ; celui d'un modèle est l'un de ses fichiers de référence. Ne jamais comparer les deux comptes.",
  "Seuls les {listed} jeux de données les plus téléchargés sont listés : d'autres entrent et sortent d'un jour à l'autre, et la longue traîne n'est pas vue.",
  "Les conditions particulières (clé de licence other) sont nommées dans la fiche, qui n'est pas lue : elles comptent comme inconnues.",
  "La licence du jeu de données ne dit rien des droits sur les textes et images qu'il contient.",
]

[constants]
listed = 2000

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.side]
like = "side_licence"

[columns.datasets]
type = "integer"
label = {en = "Datasets", fr = "Jeux de données"}
meaning = {en = "Datasets listed", fr = "Jeux de données listés"}

[columns.downloads_30d]
meaning = {en = "Sum of the 30-day counters; readings overlap, never add them", fr = "Somme des compteurs de 30 jours ; les relevés se recouvrent, ne jamais les additionner"}

[columns.share]
meaning = {en = "Part of the downloads of that day's listed datasets, unknown included", fr = "Part des téléchargements des jeux listés ce jour-là, inconnu compris"}

[chart]
kind = "area"
x = "snapshot_date"
y = "share"
series = "side"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.share]
en = "Openly licensed data carry {open|percent} of the downloads of the Hub's top datasets"
fr = "Les données sous licence ouverte font {open|percent} des téléchargements des premiers jeux du Hub"
[note.share]
en = "Of the {datasets|integer} datasets listed. Restricted: {restricted|percent}; no licence that can be read: {unknown|percent}."
fr = "Sur les {datasets|integer} jeux de données listés. Sous conditions : {restricted|percent} ; sans licence lisible : {unknown|percent}."

[finding.not_yet]
en = "No live reading of data licences yet"
fr = "Aucun relevé en direct des licences de données pour l'instant"

---*/
WITH day AS (
    SELECT observed_on, sum(downloads_30d) AS total FROM mart_dataset_openness GROUP BY observed_on
)
SELECT
    'hub-datasets' AS source,
    d.observed_on AS snapshot_date,
    s.side,
    coalesce(m.datasets, 0)::BIGINT AS datasets,
    (CASE WHEN m.datasets IS NULL THEN 0 ELSE m.downloads_30d END)::BIGINT AS downloads_30d,
    (CASE WHEN m.datasets IS NULL THEN 0 ELSE m.downloads_30d END) / nullif(d.total, 0)::DOUBLE AS share
FROM day d
CROSS JOIN (VALUES ('open', 1), ('restricted', 2), ('unknown', 3)) AS s(side, place)
LEFT JOIN mart_dataset_openness m ON m.observed_on = d.observed_on AND coalesce(m.openness, 'unknown') = s.side
ORDER BY d.observed_on, s.place
-- finding
WITH latest AS (
    SELECT * FROM result WHERE snapshot_date = (SELECT max(snapshot_date) FROM result)
)
SELECT 'share' AS finding_case,
    coalesce(max(share) FILTER (side = 'open'), 0) AS open,
    coalesce(max(share) FILTER (side = 'restricted'), 0) AS restricted,
    coalesce(max(share) FILTER (side = 'unknown'), 0) AS unknown,
    sum(datasets)::BIGINT AS datasets,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
FROM latest
HAVING sum(downloads_30d) > 0
UNION ALL BY NAME
SELECT 'not_yet' AS finding_case, NULL::DATE AS as_of, 'low' AS confidence WHERE NOT EXISTS (FROM mart_dataset_openness)
