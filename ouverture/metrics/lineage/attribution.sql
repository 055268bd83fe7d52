/*---
title = {en = "Downloads under three rules of credit", fr = "Téléchargements selon trois règles d'attribution"}
question = {en = "Does it matter whether the host, the maker of the base or the packager has the credit?", fr = "Attribuer à l'hébergeur, à l'auteur de la base ou au reconditionneur : cela change-t-il le classement ?"}
unit = {en = "downloads, last 30 days", fr = "téléchargements, 30 derniers jours"}
grain = "source, lab_id"
version = 3
tables = ["mart_lineage", "mart_attribution", "series_run"]
sources = "rows"

[formula]
en = "The same 30-day downloads of the latest reading, counted three times: for who hosts (publisher), for the lab of the root base (family; several bases have equal parts; a model that names no base is its own root), and for who repackaged the weights, else the lab of the root base (packager). The totals are equal: labs after the first {shown} share a row. The row without a lab holds publishers and bases outside the registry; by family and packager, what looks derived but names no base stands in a row of its own (base_missing)."
fr = "Les mêmes téléchargements sur 30 jours du dernier relevé, comptés trois fois : pour qui héberge (éditeur), pour le laboratoire de la base d'origine (famille ; plusieurs bases à parts égales ; un modèle qui ne nomme pas de base est sa propre origine), et pour qui a reconditionné les poids, sinon le laboratoire de la base (reconditionneur). Les totaux sont égaux : les laboratoires après les {shown} premiers partagent une ligne. La ligne sans laboratoire réunit les éditeurs et les bases hors registre ; en famille et reconditionneur, ce qui paraît dérivé sans nommer de base a sa propre ligne (base_missing)."

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
shown = 20

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

[columns.family]
type = "number"
unit = "downloads"
label = {en = "As family", fr = "Comme famille"}
meaning = {en = "30-day downloads of what descends from the lab's root bases, its own models included", fr = "Téléchargements sur 30 jours de ce qui descend des bases du laboratoire, ses propres modèles compris"}

[columns.packager]

[columns.base_missing]
type = "number"
unit = "downloads"
label = {en = "Base missing", fr = "Base manquante"}
meaning = {en = "Of what the lab hosts: downloads of models that look derived but name no base; by family they count for nobody", fr = "Dans ce que le laboratoire héberge : téléchargements de modèles qui paraissent dérivés sans nommer de base ; en famille, attribués à personne"}

[columns.named_share]
[columns.missing_share]

[chart]
kind = "bar"
x = "lab_id"
y_of.mode = {publisher = "publisher", family = "family", packager = "packager"}
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "Downloads whose base is missing have a row of their own; the sentence compares the two bars as they are drawn."
fr = "Les téléchargements sans base déclarée ont leur propre ligne ; la phrase compare les deux barres telles qu'elles sont tracées."

[[changelog]]
version = 3
on = 2026-11-29
en = "Labs after the first twenty stand in a row of their own, so that each rule adds up to the same total."
fr = "Les laboratoires après les vingt premiers ont leur propre ligne : chaque règle donne le même total."

[finding.moved]
en = "The rule of credit changes {lab|lab} most: {publisher|compact} as host, {family|compact} as family"
fr = "La règle change surtout {lab|lab} : {publisher|compact} hébergés, {family|compact} en famille"
[note.moved]
en = "Bases are declared for {named|percent} of downloads; another {missing|percent} look derived but name none."
fr = "Une base est déclarée pour {named|percent} des téléchargements ; {missing|percent} de plus paraissent dérivés sans en nommer."

[finding.undeclared]
en = "{lab|lab}: {publisher|compact} as host, {family|compact} as family, for want of declared bases"
fr = "{lab|lab} : {publisher|compact} hébergés, {family|compact} en famille, faute de bases déclarées"
[note.undeclared]
en = "{base_missing|compact} of what it hosts look derived but name no base: as family they count for no lab. Bases are declared for {named|percent} of downloads; {missing|percent} look derived but name none."
fr = "{base_missing|compact} de ce qu'il héberge paraissent dérivés sans nommer de base : en famille, ils ne comptent pour aucun laboratoire. Une base est déclarée pour {named|percent} des téléchargements ; {missing|percent} paraissent dérivés sans en nommer."

[finding.same]
en = "No lab's downloads depend on the rule of credit here"
fr = "Ici, aucun laboratoire ne dépend de la règle d'attribution"
[note.same]
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
), credited AS (
    SELECT a.source, a.snapshot_date,
        CASE WHEN a.mode <> 'publisher' AND a.base = 'missing' AND a.lab_id IS NULL THEN 'base_missing' ELSE a.lab_id END AS lab_id,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'publisher'), 0) AS publisher,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'family'), 0) AS family,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'packager'), 0) AS packager,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'publisher' AND a.base = 'missing'), 0) AS base_missing
    FROM mart_attribution a
    WHERE a.run_id = (SELECT run_id FROM latest) AND ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
    GROUP BY ALL
), placed AS (
    SELECT *, row_number() OVER (
        ORDER BY CASE $mode WHEN 'publisher' THEN publisher WHEN 'family' THEN family ELSE packager END DESC, lab_id) AS place
    FROM credited
    WHERE greatest(publisher, family, packager) > 0
)
SELECT c.source, c.snapshot_date, CASE WHEN c.place <= $shown THEN c.lab_id ELSE 'other' END AS lab_id,
    sum(c.publisher) AS publisher, sum(c.family) AS family, sum(c.packager) AS packager, sum(c.base_missing) AS base_missing,
    any_value(k.named_share) AS named_share, any_value(k.missing_share) AS missing_share
FROM placed c, known k
GROUP BY c.source, c.snapshot_date, CASE WHEN c.place <= $shown THEN c.lab_id ELSE 'other' END
ORDER BY min(c.place)
-- finding
WITH most AS (
    SELECT * FROM result WHERE lab_id NOT IN ('base_missing', 'other')
    ORDER BY abs(family - publisher) DESC, lab_id LIMIT 1
)
SELECT CASE WHEN abs(family - publisher) <= 0.5 THEN 'same'
        WHEN base_missing > (publisher - family) / 2 AND family < publisher THEN 'undeclared' ELSE 'moved' END AS finding_case,
    lab_id AS lab, publisher, family, base_missing, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM most
