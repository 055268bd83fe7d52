/*---
title    = {en = "What a lab publishes", fr = "Ce que publie un laboratoire"}
question = {en = "Of which size, task, licence and openness are the models that people download from this lab?", fr = "De quelle taille, tâche, licence et ouverture sont les modèles que l'on télécharge de ce laboratoire ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "source, category"
version  = 1
tables   = ["mart_portfolio"]
sources  = "rows"

[formula]
en = "Sums over all models of the lab that the source's latest reading lists, all tasks, by one of: size class, task of the Hub, licence, openness tier. The {shown} largest are shown, all others together. Unknown is a row of its own."
fr = "Sommes sur tous les modèles du laboratoire listés au dernier relevé de la source, toutes tâches, selon la classe de taille, la tâche du Hub, la licence ou le degré d'ouverture. On montre les {shown} plus grands, les autres ensemble. L'inconnu est une ligne à part."

[limits]
en = [
  "By publisher: copies that others repackage or fine-tune are not here (see Lineage).",
  "Sizes are known only where the Hub or the panel gives the number of parameters.",
]
fr = [
  "Par éditeur : les copies reconditionnées ou affinées par d'autres n'y sont pas (voir Filiation).",
  "La taille n'est connue que là où le Hub ou le panel donne le nombre de paramètres.",
]

[constants]
shown = 8

[parameters.lab]

[parameters.by]
type = "text"
default = "size_class"
allowed = ["size_class", "task", "licence", "tier"]
label = {en = "By", fr = "Par"}

[parameters.basis]

[parameters.source]
allowed = ["auto", "hub", "osir-lmts"]

[columns.source]
[columns.snapshot_date]
[columns.lab_id]

[columns.category]
type = "text"
label = {en = "Kind", fr = "Sorte"}
meaning = {en = "Size class, task, licence or tier; empty = unknown", fr = "Classe de taille, tâche, licence ou degré ; vide = inconnu"}

[columns.models]
[columns.downloads_30d]

[columns.share]
meaning = {en = "Part of the lab's downloads", fr = "Part des téléchargements du laboratoire"}

[columns.excluded_share]
type = "number"
unit = "share"
label = {en = "Left out when adjusted", fr = "Écarté si ajusté"}
meaning = {en = "Part of these downloads that adjusted figures leave out", fr = "Part de ces téléchargements que les chiffres ajustés laissent de côté"}

[chart]
kind = "bar"
x = "category"
y = "downloads_30d"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.size_class]
en = "{share|percent} of {lab|lab}'s downloads go to models of {category|size} parameters"
fr = "{share|percent} des téléchargements de {lab|lab} : modèles de {category|size} paramètres"
[note.size_class]
en = "Size unknown: {unknown|percent}."
fr = "Taille inconnue : {unknown|percent}."
[finding.task]
en = "{share|percent} of {lab|lab}'s downloads go to {category|text}"
fr = "{share|percent} des téléchargements de {lab|lab} vont à {category|text}"
[note.task]
en = "Task not given: {unknown|percent}."
fr = "Tâche non indiquée : {unknown|percent}."
[finding.licence]
en = "{share|percent} of {lab|lab}'s downloads are under {category|text}"
fr = "{share|percent} des téléchargements de {lab|lab} sont sous {category|text}"
[note.licence]
en = "Licence unknown: {unknown|percent}."
fr = "Licence inconnue : {unknown|percent}."
[finding.tier]
en = "{lab|lab} by openness: {tier|tier} carries {share|percent} of its downloads"
fr = "{lab|lab} selon l'ouverture : {tier|tier}, {share|percent} de ses téléchargements"
[note.tier]
en = "Openness unknown: {unknown|percent}."
fr = "Ouverture inconnue : {unknown|percent}."
[finding.unknown]
en = "Most of {lab|lab}'s downloads are of unknown kind: {unknown|percent}"
fr = "La plupart des téléchargements de {lab|lab} sont de sorte inconnue : {unknown|percent}"
---*/
WITH run AS (
    SELECT DISTINCT run_id, source, snapshot_date FROM mart_portfolio
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM mart_portfolio WHERE lab_id = $lab AND ($source = 'auto' OR source = $source))
), piece AS (
    SELECT p.*,
        CASE $by WHEN 'size_class' THEN size_class WHEN 'task' THEN pipeline_tag WHEN 'licence' THEN licence
            WHEN 'tier' THEN 'tier_' || tier END AS category
    FROM mart_portfolio p SEMI JOIN run USING (run_id)
    WHERE lab_id = $lab AND ($basis = 'raw' OR NOT excluded)
), summed AS (
    SELECT source, snapshot_date, category, sum(models) AS models, sum(downloads_30d) AS downloads,
        coalesce(sum(downloads_30d) FILTER (excluded), 0) AS excluded_downloads
    FROM piece GROUP BY source, snapshot_date, category
), placed AS (
    SELECT *,
        CASE WHEN category IS NULL
            OR row_number() OVER (PARTITION BY category IS NULL ORDER BY downloads DESC NULLS LAST, category) <= $shown
            THEN category ELSE 'other' END AS shown_as
    FROM summed
)
SELECT source, snapshot_date, $lab AS lab_id, shown_as AS category,
    sum(models)::BIGINT AS models,
    sum(downloads)::BIGINT AS downloads_30d,
    sum(downloads) / nullif(sum(sum(downloads)) OVER (), 0) AS share,
    sum(excluded_downloads) / nullif(sum(downloads), 0) AS excluded_share
FROM placed
GROUP BY source, snapshot_date, shown_as
ORDER BY shown_as IS NULL, shown_as = 'other',
    CASE $by WHEN 'size_class' THEN list_position(['<1B', '1-7B', '7-30B', '30-100B', '>=100B'], shown_as)
        WHEN 'tier' THEN right(shown_as, 1)::INTEGER END,
    sum(downloads) DESC NULLS LAST, shown_as
-- finding
WITH whole AS (
    SELECT coalesce(sum(share) FILTER (category IS NULL), 0) AS unknown FROM result
)
SELECT CASE WHEN unknown > 0.5 OR category IS NULL THEN 'unknown' ELSE $by END AS finding_case,
    lab_id AS lab, category, share, unknown,
    CASE WHEN $by = 'tier' THEN right(category, 1)::INTEGER END AS tier,
    snapshot_date AS as_of, CASE WHEN unknown > 0.2 THEN 'low' WHEN source = 'hub' THEN 'high' ELSE 'medium' END AS confidence
FROM result, whole
WHERE share IS NOT NULL
ORDER BY category IS NULL, category = 'other', share DESC
LIMIT 1
