/*---
title = {en = "A family under three rules of credit", fr = "Une famille selon trois règles d'attribution"}
question = {en = "How much of a family is downloaded from its own lab, in all, and without the repackagings of others?", fr = "Que télécharge-t-on d'une famille chez son propre laboratoire, en tout, et sans les reconditionnements d'autrui ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, snapshot_date, mode"
version = 1
tables = ["mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "30-day downloads at each reading of all models whose root base is of the family, the bases themselves included: those that the family's lab hosts (publisher), all of them (family), and all but those that others repackaged (packager). A merge counts for each root in equal parts."
fr = "Téléchargements sur 30 jours, à chaque relevé, de tous les modèles dont la base d'origine est de la famille, bases comprises : ceux que le laboratoire de la famille héberge (éditeur), tous (famille), et tous sauf ceux que d'autres ont reconditionnés (reconditionneur). Une fusion compte pour chaque origine à parts égales."

[limits]
en = [
  "Only bases that publishers declare are known: the reference panel names one for few models, so every figure of descent is a lower bound.",
  "Downloads are those of the models that the source lists, not of all derivatives on the Hub.",
  "The 30-day counter counts requests, not people.",
]
fr = [
  "Seules les bases déclarées par les éditeurs sont connues : le panel de référence n'en donne que pour peu de modèles, donc tout chiffre de descendance est un minimum.",
  "Les téléchargements sont ceux des modèles que la source liste, non de tous les dérivés du Hub.",
  "Le compteur de 30 jours compte des requêtes, non des personnes.",
]

[constants]
least_downloads = 10000

[parameters.family]
[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.mode]
type = "text"
label = {en = "Credit to", fr = "Attribué à"}
meaning = {en = "publisher, family, packager", fr = "publisher (éditeur), family (famille), packager (reconditionneur)"}
[columns.models]
like = "models_in_parts"
[columns.downloads_30d]
like = "downloads_30d_parts"
[columns.flags]
like = "flags_break_stale"

[chart]
kind = "line"
x = "snapshot_date"
y = "downloads_30d"
series = "mode"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.thin]
en = "{family|text}: too few downloads to say what comes through others"
fr = "{family|text} : trop peu de téléchargements pour dire ce qui passe par autrui"
[note.thin]
en = "{downloads|integer} downloads in 30 days; from {least|integer} on the part is told."
fr = "{downloads|integer} téléchargements en 30 jours ; la part est dite à partir de {least|integer}."
[finding.others]
en = "{share|percent} of {family|text}'s {downloads|compact} downloads come through other publishers"
fr = "{share|percent} des {downloads|compact} téléchargements de {family|text} passent par d'autres éditeurs"
[note.others]
en = "Declared bases only: what others derive without saying so is not seen."
fr = "Bases déclarées seulement : ce que d'autres dérivent sans le dire ne se voit pas."
[finding.own]
en = "Nearly all of {family|text}'s {downloads|compact} downloads come from its own lab"
fr = "Presque tous les {downloads|compact} téléchargements de {family|text} viennent de son propre laboratoire"
[note.own]
en = "Declared bases only: what others derive without saying so is not seen."
fr = "Bases déclarées seulement : ce que d'autres dérivent sans le dire ne se voit pas."
---*/
WITH cell AS (
    SELECT run_id, lab_id IS NOT DISTINCT FROM root_lab_id AS own, lab_id IS DISTINCT FROM root_lab_id AND role = 'packager' AS repackaged,
        models, downloads_30d
    FROM mart_lineage
    WHERE root_family = $family AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), counted AS (
    SELECT run_id, 'family' AS mode, sum(models) AS models, sum(downloads_30d) AS downloads_30d FROM cell GROUP BY run_id
    UNION ALL
    SELECT run_id, 'publisher', coalesce(sum(models) FILTER (own), 0), coalesce(sum(downloads_30d) FILTER (own), 0) FROM cell GROUP BY run_id
    UNION ALL
    SELECT run_id, 'packager', coalesce(sum(models) FILTER (NOT repackaged), 0),
        coalesce(sum(downloads_30d) FILTER (NOT repackaged), 0)
    FROM cell GROUP BY run_id
)
SELECT r.source, r.snapshot_date, c.mode, c.models, c.downloads_30d, r.flags
FROM series_run r JOIN counted c USING (run_id)
WHERE $source = 'auto' OR r.source = $source
ORDER BY r.source, r.snapshot_date, list_position(['family', 'packager', 'publisher'], c.mode)
-- finding
WITH both_ AS (
    SELECT snapshot_date, sum(downloads_30d) FILTER (mode = 'family') AS downloads,
        1 - sum(downloads_30d) FILTER (mode = 'publisher') / sum(downloads_30d) FILTER (mode = 'family') AS share
    FROM result
    WHERE (source, snapshot_date) = (SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE downloads_30d > 0)
    GROUP BY snapshot_date
)
SELECT CASE WHEN downloads < $least_downloads THEN 'thin' WHEN share < 0.005 THEN 'own' ELSE 'others' END AS finding_case, $family AS family, downloads, share, $least_downloads AS least,
    snapshot_date AS as_of, 'low' AS confidence, 'declared_bases' AS confidence_reason
FROM both_
