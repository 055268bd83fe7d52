/*---
title    = {en = "Coverage", fr = "Couverture"}
question = {en = "How much of each organisation do the readings hold?", fr = "Quelle part de chaque organisation les relevés contiennent-ils ?"}
unit     = {en = "share of the source's 30-day downloads", fr = "part des téléchargements sur 30 jours de la source"}
grain    = "source, observed_on, organisation_id"
version  = 1
tables   = ["organisation_coverage", "snapshot_run"]
sources  = "rows"

[formula]
en = "For each reading and organisation: the models and 30-day downloads held here over those that the source listed. A row without a run marks a gap. The sentence gives the lowest share among whole organisations at the last reading."
fr = "Par relevé et organisation : modèles et téléchargements sur 30 jours tenus ici, rapportés à ceux que la source listait. Une ligne sans relevé marque une lacune. La phrase donne la part la plus faible parmi les organisations entières au dernier relevé."

[limits]
en = [
  "The share is of what the source listed; what the source itself missed is told in the note, not in the share.",
  "Organisations outside the list are not covered at all: the list is chosen, not drawn at random.",
  "Trending lists hold a few models of an organisation: their rows carry no share.",
]
fr = [
  "La part porte sur ce que la source listait ; ce qu'elle a elle-même manqué figure dans la note, non dans la part.",
  "Les organisations hors liste ne sont pas couvertes du tout : la liste est choisie, non tirée au sort.",
  "Les listes de tendances ne tiennent que quelques modèles d'une organisation : leurs lignes n'ont pas de part.",
]

[parameters.readings]
type = "text"
default = "latest"
allowed = ["latest", "all"]
label = {en = "Readings", fr = "Relevés"}

[columns.source]
like = "source_hub"
[columns.observed_on]
[columns.organisation_id]

[columns.models_held]
type = "integer"
unit = "models"
label = {en = "Models held", fr = "Modèles tenus"}
meaning = {en = "Models held here", fr = "Modèles tenus ici"}
[columns.models_in_source]
type = "integer"
unit = "models"
label = {en = "Models listed", fr = "Modèles listés"}
meaning = {en = "Models that the source listed", fr = "Modèles listés par la source"}
[columns.downloads_held]
type = "integer"
unit = "downloads"
label = {en = "Downloads held", fr = "Téléchargements tenus"}
meaning = {en = "30-day downloads of the models held here", fr = "Téléchargements sur 30 jours des modèles tenus ici"}
[columns.share_held]
type = "number"
unit = "share"
label = {en = "Share held", fr = "Part tenue"}
meaning = {en = "Downloads held over downloads that the source listed; empty for trending lists and gaps", fr = "Téléchargements tenus sur téléchargements listés par la source ; vide pour les listes de tendances et les lacunes"}
[columns.note]
type = "text"
label = {en = "Note", fr = "Note (en anglais)"}
meaning = {en = "First or last crawl, gap, incomplete list; in the words of the source (English)", fr = "Premier ou dernier passage, lacune, liste incomplète ; dans les mots de la source (anglais)"}
[columns.flags]
meaning = {en = "gap (not read), partial (the list is known to be incomplete, or a trending list)", fr = "gap (non relevé), partial (liste réputée incomplète, ou liste de tendances)"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.held]
en = "At least {lowest|percent} of the listed downloads of each of {organisations|integer} organisations are held"
fr = "Au moins {lowest|percent} des téléchargements de chaque organisation sont tenus ({organisations|integer})"
[note.held]
en = "The organisations are chosen, and {incomplete|integer} of their lists are known to be incomplete at the source."
fr = "Les organisations sont choisies, et {incomplete|integer} de leurs listes sont réputées incomplètes à la source."
[finding.thin]
en = "No reading of whole organisations to compare"
fr = "Aucun relevé d'organisations entières à comparer"
---*/
WITH run AS (
    SELECT run_id, listing FROM snapshot_run
), latest AS (
    SELECT source, max(observed_on) AS observed_on FROM organisation_coverage WHERE run_id IS NOT NULL GROUP BY source
)
SELECT
    c.source, c.observed_on, c.organisation_id, c.models_held, c.models_in_source, c.downloads_held,
    CASE r.listing WHEN 'organisations' THEN c.downloads_held / nullif(c.downloads_in_source, 0) END AS share_held,
    c.note,
    CASE WHEN c.run_id IS NULL THEN 'gap' WHEN r.listing = 'ranking' OR c.incomplete THEN 'partial' END AS flags
FROM organisation_coverage c
LEFT JOIN run r USING (run_id)
JOIN latest l ON l.source = c.source
WHERE $readings = 'all' OR c.observed_on = l.observed_on
ORDER BY coalesce(r.listing = 'ranking', FALSE), c.observed_on DESC, c.source, c.downloads_held DESC NULLS LAST, c.organisation_id
-- finding
WITH whole AS (
    SELECT * FROM result WHERE share_held IS NOT NULL
), last_list AS (
    SELECT * FROM whole
    WHERE (source, observed_on) = (SELECT newest((source, observed_on), observed_on, source) FROM whole)
), verdict AS (
    SELECT
        min(share_held) AS lowest,
        count(*) AS organisations,
        count(*) FILTER (flags = 'partial') AS incomplete,
        max(observed_on) AS held_on
    FROM last_list
)
SELECT
    CASE WHEN organisations > 0 THEN 'held' ELSE 'thin' END AS finding_case,
    floor(lowest * 100) / 100 AS lowest, organisations, incomplete,
    coalesce(held_on, (SELECT max(observed_on) FROM result)) AS as_of,
    CASE WHEN organisations > 0 THEN 'high' ELSE 'low' END AS confidence
FROM verdict
WHERE EXISTS (FROM result)
