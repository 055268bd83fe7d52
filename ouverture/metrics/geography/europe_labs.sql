/*---
title = {en = "Labs of Europe", fr = "Laboratoires d'Europe"}
question = {en = "Which labs carry Europe's share, and which are not measured?", fr = "Quels laboratoires portent la part de l'Europe, et lesquels ne sont pas mesurés ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, lab_id"
version = 1
tables = ["mart_adoption", "mart_lab", "lab", "series_run"]
sources = "rows"

[formula]
en = "Every lab of the registry with head office in the EU-27 ({eu}), the United Kingdom or Switzerland, with the 30-day downloads of what it publishes at the latest reading of whole organisations. A lab that the reading does not list has none: it is not measured."
fr = "Tous les laboratoires du registre dont le siège est dans l'UE à 27 ({eu}), au Royaume-Uni ou en Suisse, avec les téléchargements sur 30 jours de ce qu'ils publient au dernier relevé d'organisations entières. Un laboratoire que le relevé ne liste pas n'en a pas : il n'est pas mesuré."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
]

[constants]
eu = ["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"]

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_plain"

[columns.origin]
type = "text"
label = {en = "Country", fr = "Pays"}
meaning = {en = "Head office", fr = "Siège"}
[columns.listed]
type = "boolean"
label = {en = "Listed", fr = "Listé"}
meaning = {en = "The latest reading lists its organisations", fr = "Le dernier relevé liste ses organisations"}

[columns.models]
[columns.downloads_30d]
like = "downloads_30d_sum"

[columns.share]
meaning = {en = "Part of all downloads of the reading, unknown origins included; empty = not measured", fr = "Part de tous les téléchargements du relevé, origines inconnues comprises ; vide = non mesuré"}

[columns.largest_model_id]
type = "text"
label = {en = "Largest model", fr = "Premier modèle"}
meaning = {en = "Its most downloaded model, over all tasks", fr = "Son modèle le plus téléchargé, toutes tâches"}

[chart]
kind = "bar"
x = "lab_id"
y = "downloads_30d"
series = "origin"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.leads]
en = "{lab|lab} carries {lab_share|percent} of the downloads of Europe's listed labs"
fr = "{lab|lab} porte {lab_share|percent} des téléchargements européens listés"
[note.leads]
en = "{unlisted|integer} of the {labs|integer} labs of the registry in the EU, the United Kingdom and Switzerland are not on this list: not measured, not zero. The tab Table names them."
fr = "{unlisted|integer} des {labs|integer} laboratoires du registre dans l'UE, au Royaume-Uni et en Suisse ne sont pas sur cette liste : non mesurés, et non à zéro. L'onglet Tableau les nomme."
[finding.only]
en = "{lab|lab} is the only European lab with counted downloads on this list"
fr = "{lab|lab} : le seul laboratoire européen compté sur cette liste"
[note.only]
en = "{unlisted|integer} of the {labs|integer} labs of the registry in the EU, the United Kingdom and Switzerland are not on it: not measured, not zero. The tab Table names them."
fr = "{unlisted|integer} des {labs|integer} laboratoires du registre dans l'UE, au Royaume-Uni et en Suisse n'y figurent pas : non mesurés, et non à zéro. L'onglet Tableau les nomme."
[finding.none]
en = "No European lab has a counted download in this list"
fr = "Aucun laboratoire européen n'a de téléchargement compté dans cette liste"
[note.none]
en = "{unlisted|integer} of the {labs|integer} labs of the registry in the EU, the United Kingdom and Switzerland are not on this list: not measured, not zero."
fr = "{unlisted|integer} des {labs|integer} laboratoires du registre dans l'UE, au Royaume-Uni et en Suisse ne sont pas sur cette liste : non mesurés, et non à zéro."
---*/
WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), listed AS (
    SELECT lab_id, arg_max(largest_model_id, (coalesce(largest_downloads_30d, -1), largest_model_id)) AS largest_model_id
    FROM mart_lab WHERE run_id = (SELECT run_id FROM latest) GROUP BY lab_id
), cell AS (
    SELECT lab_id, sum(models) AS models, sum(downloads_30d) AS downloads_30d,
        sum(downloads_30d) / nullif(sum(sum(downloads_30d)) OVER (), 0) AS share
    FROM mart_adoption
    WHERE run_id = (SELECT run_id FROM latest)
        AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY lab_id
)
SELECT
    t.source, t.snapshot_date, b.lab_id, b.country AS origin,
    l.lab_id IS NOT NULL AS listed,
    CASE WHEN l.lab_id IS NOT NULL THEN coalesce(c.models, 0) END::BIGINT AS models,
    CASE WHEN c.lab_id IS NOT NULL THEN c.downloads_30d WHEN l.lab_id IS NOT NULL THEN 0 END::DOUBLE AS downloads_30d,
    CASE WHEN c.lab_id IS NOT NULL THEN c.share WHEN l.lab_id IS NOT NULL THEN 0 END::DOUBLE AS share,
    l.largest_model_id
FROM lab b
CROSS JOIN latest t
LEFT JOIN listed l ON l.lab_id = b.lab_id
LEFT JOIN cell c ON c.lab_id = b.lab_id
WHERE list_contains($eu, b.country) OR b.country IN ('GB', 'CH')
ORDER BY downloads_30d DESC NULLS LAST, b.lab_id
-- finding
WITH figure AS (
    SELECT max(snapshot_date) AS as_of, count(*) AS labs, count(*) FILTER (NOT listed) AS unlisted,
        count(*) FILTER (downloads_30d > 0) AS counted,
        arg_max(lab_id, downloads_30d) FILTER (downloads_30d > 0) AS lab,
        max(downloads_30d) / nullif(sum(downloads_30d), 0) AS lab_share
    FROM result
)
SELECT CASE counted WHEN 0 THEN 'none' WHEN 1 THEN 'only' ELSE 'leads' END AS finding_case,
    lab, lab_share, labs, unlisted, as_of, 'low' AS confidence, 'chosen_list' AS confidence_reason
FROM figure WHERE as_of IS NOT NULL
