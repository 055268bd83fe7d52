/*---
title = {en = "Who publishes a family", fr = "Qui publie une famille"}
question = {en = "Through whom, and in what form, does a family reach people?", fr = "Par qui, et sous quelle forme, une famille atteint-elle son public ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, lab_id, relation"
version = 1
tables = ["mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "30-day downloads, at the latest reading, of all models whose root base is of the family, by who publishes them and by their relation to their direct base; the base models themselves as 'base'. The {shown} publishers with most. Whoever repackages the weights of others has the role packager."
fr = "Téléchargements sur 30 jours, au dernier relevé, de tous les modèles dont la base d'origine est de la famille, par éditeur et par relation à leur base directe ; les modèles de base eux-mêmes comme « base ». Les {shown} premiers éditeurs. Qui reconditionne les poids d'autrui a le rôle packager."

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
shown = 12

[parameters.family]
[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_plain"
[columns.relation]
[columns.role]
[columns.models]
like = "models_in_parts"
[columns.downloads_30d]
like = "downloads_30d_parts"
[columns.share]
type = "number"
unit = "share"
label = {en = "Share of the family", fr = "Part de la famille"}
meaning = {en = "Part of all the family's downloads at the reading", fr = "Part de tous les téléchargements de la famille au relevé"}
[columns.shown_of]

[chart]
kind = "bar"
x = "lab_id"
y = "downloads_30d"
series = "relation"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.other]
en = "{lab|lab} is the largest other publisher of {family|text}: {downloads|compact} downloads"
fr = "Premier autre éditeur de {family|text} : {lab|lab}, {downloads|compact} téléchargements"
[note.other]
en = "{share|percent} of the family's downloads; declared bases only."
fr = "{share|percent} des téléchargements de la famille ; bases déclarées seulement."
[finding.outside]
en = "Publishers outside the registry carry {downloads|compact} downloads of {family|text}"
fr = "Des éditeurs hors du registre portent {downloads|compact} téléchargements de {family|text}"
[note.outside]
en = "{share|percent} of the family's downloads; declared bases only."
fr = "{share|percent} des téléchargements de la famille ; bases déclarées seulement."
[finding.own]
en = "Only its own lab publishes {family|text}, as far as bases are declared"
fr = "Seul son laboratoire publie {family|text}, autant que les bases sont déclarées"
---*/
WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT source, snapshot_date, lab_id, lab_id IS NOT DISTINCT FROM root_lab_id AS own,
        CASE WHEN base = 'none' THEN 'base' ELSE relation END AS relation, role, models, downloads_30d
    FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND root_family = $family
        AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), large AS (
    SELECT coalesce(lab_id, '') AS name, count(*) OVER () AS labs FROM cell
    GROUP BY lab_id ORDER BY sum(downloads_30d) DESC NULLS LAST, lab_id LIMIT $shown
)
SELECT source, snapshot_date, lab_id, relation,
    CASE WHEN bool_or(own) THEN 'maker' WHEN bool_or(role = 'packager') THEN 'packager' ELSE 'author' END AS role,
    sum(models) AS models, sum(downloads_30d) AS downloads_30d,
    sum(downloads_30d) / nullif((SELECT sum(downloads_30d) FROM cell), 0) AS share,
    (SELECT any_value(labs) FROM large) AS shown_of
FROM cell
WHERE coalesce(lab_id, '') IN (SELECT name FROM large)
GROUP BY source, snapshot_date, lab_id, relation
ORDER BY sum(sum(downloads_30d)) OVER (PARTITION BY lab_id) DESC NULLS LAST, lab_id, sum(downloads_30d) DESC NULLS LAST, relation
-- finding
WITH publisher AS (
    SELECT lab_id, any_value(role) AS role, sum(downloads_30d) AS downloads, sum(share) AS share, any_value(snapshot_date) AS as_of
    FROM result GROUP BY lab_id
), most AS (
    SELECT *, role = 'maker' AS own FROM publisher WHERE downloads > 0
    ORDER BY own, downloads DESC, lab_id LIMIT 1
)
SELECT CASE WHEN own THEN 'own' WHEN lab_id IS NULL THEN 'outside' ELSE 'other' END AS finding_case,
    $family AS family, lab_id AS lab, downloads, share, as_of, 'low' AS confidence, 'declared_bases' AS confidence_reason
FROM most
