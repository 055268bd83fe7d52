/*---
title = {en = "From base to publisher", fr = "De la base à l'éditeur"}
question = {en = "By what relation, and through whom, do derivatives reach people?", fr = "Par quelle relation, et par qui, les dérivés atteignent-ils leur public ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, stage, from_node, to_node"
version = 1
tables = ["mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "30-day downloads of derivatives with a declared base, at the latest reading: lab of the root base, relation to the direct base, and who publishes (the base's own lab, another lab, a packager, someone outside the registry). The {labs_shown} labs with most, the rest as 'other'."
fr = "Téléchargements sur 30 jours des dérivés à base déclarée, au dernier relevé : laboratoire de la base d'origine, relation à la base directe, et qui publie (le laboratoire de la base, un autre laboratoire, un reconditionneur, quelqu'un hors du registre). Les {labs_shown} premiers laboratoires, les autres réunis."

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
labs_shown = 8

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.stage]
type = "integer"
label = {en = "Stage", fr = "Étage"}
meaning = {en = "0: base lab to relation; 1: relation to publisher", fr = "0 : laboratoire vers relation ; 1 : relation vers éditeur"}
[columns.from_node]
type = "text"
label = {en = "From", fr = "De"}
meaning = {en = "Lab of the root base, or relation", fr = "Laboratoire de la base, ou relation"}
[columns.to_node]
type = "text"
label = {en = "To", fr = "Vers"}
meaning = {en = "Relation, or kind of publisher", fr = "Relation, ou genre d'éditeur"}

[columns.downloads_30d]
like = "downloads_30d_parts"
[columns.named_share]
[columns.missing_share]

[chart]
kind = "sankey"
x = "from_node"
y = "downloads_30d"
series = "to_node"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.flows]
en = "{share|percent} of downloads of declared derivatives come from the base's own lab"
fr = "{share|percent} des téléchargements de dérivés déclarés : du laboratoire de la base"
[note.flows]
en = "Bases are declared for {named|percent} of downloads; another {missing|percent} look derived but name none."
fr = "Une base est déclarée pour {named|percent} des téléchargements ; {missing|percent} de plus paraissent dérivés sans en nommer."
---*/
WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), known AS (
    SELECT
        coalesce(sum(downloads_30d) FILTER (base = 'named'), 0) / nullif(sum(downloads_30d), 0) AS named_share,
        coalesce(sum(downloads_30d) FILTER (base = 'missing'), 0) / nullif(sum(downloads_30d), 0) AS missing_share
    FROM cell
), derived AS (
    SELECT c.*,
        CASE WHEN c.root_lab_id = c.lab_id THEN 'own_lab' WHEN c.role = 'packager' THEN 'packager'
            WHEN c.lab_id IS NOT NULL THEN 'other_lab' ELSE 'unaffiliated' END AS publisher_kind
    FROM cell c
    WHERE c.base = 'named' AND c.downloads_30d > 0
), large AS (
    SELECT root_lab_id FROM derived WHERE root_lab_id IS NOT NULL
    GROUP BY root_lab_id ORDER BY sum(downloads_30d) DESC, root_lab_id LIMIT $labs_shown
), way AS (
    SELECT source, snapshot_date, 0 AS stage,
        CASE WHEN root_lab_id IN (FROM large) THEN root_lab_id ELSE 'other' END AS from_node, relation AS to_node, downloads_30d
    FROM derived
    UNION ALL
    SELECT source, snapshot_date, 1, relation, publisher_kind, downloads_30d FROM derived
)
SELECT w.source, w.snapshot_date, w.stage, w.from_node, w.to_node, sum(w.downloads_30d) AS downloads_30d,
    any_value(k.named_share) AS named_share, any_value(k.missing_share) AS missing_share
FROM way w, known k
GROUP BY w.source, w.snapshot_date, w.stage, w.from_node, w.to_node
ORDER BY w.stage, sum(w.downloads_30d) DESC, w.from_node, w.to_node
-- finding
SELECT 'flows' AS finding_case,
    coalesce(sum(downloads_30d) FILTER (to_node = 'own_lab'), 0) / sum(downloads_30d) AS share,
    any_value(named_share) AS named, any_value(missing_share) AS missing, max(snapshot_date) AS as_of, 'low' AS confidence
FROM result WHERE stage = 1
HAVING count(*) > 0
