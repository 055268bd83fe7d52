/*---
title    = {en = "Adoption-weighted openness", fr = "Ouverture pondérée par l'adoption"}
question = {en = "What part of what people download is open?", fr = "Quelle part de ce que l'on télécharge est ouverte ?"}
unit     = {en = "share of 30-day downloads", fr = "part des téléchargements sur 30 jours"}
grain    = "source, snapshot_date, tier"
version  = 1
tables   = ["mart_adoption", "series_run"]
sources  = "rows"

[formula]
en = "At each reading of whole organisations, inside one source: downloads of a tier / downloads of all tiers, unknown included; of one lab where a lab is given. At or above = the tier and all more open ones together: the upper edge of its band. The sentence adds the bands at or above the line that the reader chose."
fr = "À chaque relevé d'organisations entières, au sein d'une même source : téléchargements d'un degré / téléchargements de tous les degrés, inconnu compris ; ceux d'un seul laboratoire s'il est donné. À ce degré ou plus = le degré et tous les plus ouverts ensemble : le bord supérieur de sa bande. La phrase additionne les bandes au niveau choisi par le lecteur et au-dessus."

[limits]
en = [
  "It is the share among the models that the source lists, not among all AI in use: closed models are not downloaded from the Hub.",
  "Raw shares of two dates do not compare where organisations entered the list in between (break): the card Open share of downloads compares like for like.",
  "The unknown band is part of the answer: it could fall on either side.",
  "Tiers are those that licences, access and evidence give today wherever the source does not date them.",
]
fr = [
  "C'est la part parmi les modèles que liste la source, non parmi toute l'IA utilisée : les modèles fermés ne se téléchargent pas sur le Hub.",
  "Les parts brutes de deux dates ne se comparent pas si des organisations sont arrivées entre-temps (break) : la carte Part ouverte des téléchargements compare à périmètre constant.",
  "La bande inconnue fait partie de la réponse : elle pourrait tomber d'un côté comme de l'autre.",
  "Les degrés sont ceux que donnent aujourd'hui licences, accès et preuves partout où la source ne les date pas.",
]

[constants]
gap_days = 45
unknown_medium = 0.03

[parameters.tasks]
[parameters.threshold]
[parameters.basis]
[parameters.source]

[parameters.lab]
null = true
label = {en = "One lab only", fr = "Un seul laboratoire"}

[columns.source]
[columns.snapshot_date]
[columns.tier]
[columns.models]
[columns.downloads_30d]
[columns.share]
like = "share_tiers"

[columns.at_or_above]
type = "number"
unit = "share"
label = {en = "At or above", fr = "À ce degré ou plus"}
meaning = {en = "Part of the downloads at this tier or a more open one; empty for the unknown", fr = "Part des téléchargements à ce degré ou à un degré plus ouvert ; vide pour l'inconnu"}

[columns.flags]
like = "flags_break_gap_stale"

[chart]
kind = "area"
x = "snapshot_date"
y = "share"
series = "tier"
facet = "source"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.all]
en = "{share|percent} of downloads reach “{line|tier}”; {source_open|percent} reach “{top|tier}”"
fr = "Téléchargements : {share|percent} « {line|tier} », {source_open|percent} « {top|tier} »"
[note.all]
en = "Openness unknown for {unknown|percent}, which could fall on either side. Shares of two dates do not compare where organisations joined the list."
fr = "Ouverture inconnue pour {unknown|percent}, à ranger peut-être d'un côté, peut-être de l'autre. Les parts de deux dates ne se comparent pas là où des organisations sont entrées dans la liste."
[finding.source_line]
en = "{share|percent} of downloads are of models that are “{line|tier}”, data included"
fr = "{share|percent} des téléchargements vont à des modèles « {line|tier} »"
[note.source_line]
en = "Openness unknown for {unknown|percent}, which could fall on either side."
fr = "Ouverture inconnue pour {unknown|percent}, à ranger peut-être d'un côté, peut-être de l'autre."
[finding.lab]
en = "{lab|lab}: {share|percent} of downloads reach “{line|tier}”"
fr = "{lab|lab} : {share|percent} des téléchargements atteignent « {line|tier} »"
[note.lab]
en = "Openness unknown for {unknown|percent}, which could fall on either side."
fr = "Ouverture inconnue pour {unknown|percent}, à ranger peut-être d'un côté, peut-être de l'autre."
[finding.thin]
en = "No downloads read for this selection"
fr = "Aucun téléchargement relevé pour cette sélection"
---*/
WITH run AS (
    SELECT * FROM series_run WHERE $source = 'auto' OR source = $source
), cell AS (
    SELECT run_id, tier, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_adoption
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded) AND ($lab IS NULL OR lab_id = $lab)
    GROUP BY run_id, tier
), tier_of_source AS ( -- a tier without models on a date is a row of zeros there, so that areas stack
    SELECT DISTINCT r.source, c.tier FROM run r JOIN cell c USING (run_id)
)
SELECT
    r.source,
    r.snapshot_date,
    t.tier,
    coalesce(c.models, 0)::BIGINT AS models,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::BIGINT AS downloads_30d,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::DOUBLE / nullif(sum(c.downloads_30d) OVER run, 0) AS share,
    CASE WHEN t.tier IS NOT NULL
        THEN coalesce(sum(c.downloads_30d) OVER (run ORDER BY t.tier DESC NULLS LAST), 0)::DOUBLE
            / nullif(sum(c.downloads_30d) OVER run, 0) END AS at_or_above,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM run r
JOIN tier_of_source t ON t.source = r.source
LEFT JOIN cell c ON c.run_id = r.run_id AND c.tier IS NOT DISTINCT FROM t.tier
WINDOW run AS (PARTITION BY r.run_id)
ORDER BY r.source, r.snapshot_date, t.tier DESC NULLS LAST
-- finding
WITH latest AS (
    SELECT * FROM result
    WHERE (source, snapshot_date) = (
        SELECT newest((source, snapshot_date), snapshot_date, source) FROM result)
), reading AS (
    SELECT
        any_value(snapshot_date) AS as_of,
        list_position(['any', 'permissive', 'code', 'data'], $threshold) AS line,
        sum(share) AS total,
        coalesce(sum(share) FILTER (tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold)), 0) AS share,
        coalesce(sum(share) FILTER (tier = 4), 0) AS source_open,
        coalesce(sum(share) FILTER (tier IS NULL), 0) AS unknown
    FROM latest
)
SELECT
    CASE WHEN total IS NULL THEN 'thin'
        WHEN $lab IS NOT NULL THEN 'lab'
        WHEN line = 4 THEN 'source_line'
        ELSE 'all' END AS finding_case,
    share, line, source_open, 4 AS top, unknown, $lab AS lab, as_of,
    CASE WHEN total IS NULL THEN 'low' WHEN unknown > $unknown_medium THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'unknown_share' END AS confidence_reason
FROM reading
