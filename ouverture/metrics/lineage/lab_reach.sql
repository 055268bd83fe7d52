/*---
title = {en = "Own reach and family reach", fr = "Portée propre et portée de la famille"}
question = {en = "How far do labs reach, counting what others derive from their models?", fr = "Jusqu'où portent les laboratoires, en comptant ce que d'autres dérivent de leurs modèles ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, snapshot_date, lab_id"
version = 2
tables = ["mart_attribution", "mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "Own: 30-day downloads of what the lab hosts. Family: downloads of all that descends from its root bases, whoever hosts it. As read at each date: organisations that enter the list raise both. The sentence speaks of labs whose families have at least {least_downloads} downloads in 30 days."
fr = "Propre : téléchargements sur 30 jours de ce que le laboratoire héberge. Famille : téléchargements de tout ce qui descend de ses bases, quel que soit l'hébergeur. Tels que lus à chaque date : l'arrivée d'organisations dans la liste relève les deux. La phrase parle des laboratoires dont les familles ont au moins {least_downloads} téléchargements en 30 jours."

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
least_downloads = 10000

[parameters.labs]
[parameters.tasks]
[parameters.basis]
[parameters.mode]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_base"
[columns.publisher]

[columns.family_reach]
type = "number"
unit = "downloads"
label = {en = "Family reach", fr = "Portée de la famille"}
meaning = {en = "30-day downloads of all that descends from the lab's bases", fr = "Téléchargements sur 30 jours de tout ce qui descend des bases du laboratoire"}

[columns.packager]
[columns.named_share]
[columns.flags]
like = "flags_break_stale"

[chart]
kind = "line"
x = "snapshot_date"
y_of.mode = {publisher = "publisher", family = "family_reach", packager = "packager"}
series = "lab_id"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "The sentence needs families of at least 10,000 downloads in 30 days."
fr = "La phrase exige des familles d'au moins 10 000 téléchargements en 30 jours."

[finding.thin]
en = "Too few downloads to say whose reach others carry further"
fr = "Trop peu de téléchargements pour dire qui porte plus loin par autrui"
[note.thin]
en = "The families of no lab shown have {least|integer} downloads in 30 days."
fr = "Les familles d'aucun laboratoire montré n'atteignent {least|integer} téléchargements en 30 jours."

[finding.reach]
en = "{lab|lab}: {publisher|compact} downloads as host, {family|compact} with its family"
fr = "{lab|lab} : {publisher|compact} téléchargements hébergés, {family|compact} en famille"
[note.reach]
en = "Of the labs shown others' derivatives add most to it: {through|percent} of the reach of all its families comes through others. Bases are declared for {named|percent} of the reading's downloads, so family reach is a lower bound."
fr = "Des laboratoires montrés, celui qui gagne le plus par autrui : {through|percent} de la portée de toutes ses familles passe par d'autres. Une base est déclarée pour {named|percent} des téléchargements du relevé : la portée de famille est un minimum."

[finding.no_further]
en = "No lab shown reaches more than 1% further than what it hosts itself"
fr = "Aucun laboratoire montré ne porte plus de 1 % au-delà de ce qu'il héberge"
[note.no_further]
en = "Bases are declared for {named|percent} of the reading's downloads only: what others derive without saying so is not seen."
fr = "Une base n'est déclarée que pour {named|percent} des téléchargements du relevé : ce que d'autres dérivent sans le dire ne se voit pas."
---*/
WITH named AS (
    SELECT run_id, coalesce(sum(downloads_30d) FILTER (base = 'named'), 0) / nullif(sum(downloads_30d), 0) AS named_share
    FROM mart_lineage WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id
), reach AS (
    SELECT run_id, lab_id,
        sum(downloads_30d) FILTER (mode = 'publisher') AS publisher,
        sum(downloads_30d) FILTER (mode = 'family') AS family_reach,
        sum(downloads_30d) FILTER (mode = 'packager') AS packager
    FROM mart_attribution
    WHERE list_contains($labs, lab_id) AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id, lab_id
)
SELECT r.source, r.snapshot_date, c.lab_id, c.publisher, c.family_reach, c.packager, n.named_share, r.flags
FROM series_run r
JOIN reach c USING (run_id)
JOIN named n USING (run_id)
WHERE $source = 'auto' OR r.source = $source
ORDER BY r.source, list_position($labs, c.lab_id), r.snapshot_date
-- finding
SELECT CASE WHEN family_reach < $least_downloads THEN 'thin' WHEN family_reach > 1.01 * publisher THEN 'reach' ELSE 'no_further' END AS finding_case, lab_id AS lab, family_reach AS family, coalesce(publisher, 0) AS publisher,
    1 - publisher / family_reach AS through,
    $least_downloads AS least, named_share AS named, snapshot_date AS as_of, 'low' AS confidence
FROM result
WHERE publisher > 0 AND (source, snapshot_date) = (
    SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE family_reach IS NOT NULL AND publisher > 0)
ORDER BY family_reach >= $least_downloads DESC, family_reach / publisher DESC NULLS LAST, lab_id LIMIT 1
