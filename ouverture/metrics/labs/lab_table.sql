/*---
title    = {en = "Labs at the latest reading", fr = "Laboratoires au dernier relevé"}
question = {en = "Which labs are downloaded most, how open are they, and what do they rest on?", fr = "Quels laboratoires sont les plus téléchargés, à quel point sont-ils ouverts, et sur quoi reposent-ils ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "source, lab_id"
version  = 4
spec_curve = "lab_leader_definitions"
tables   = ["mart_adoption", "mart_lab", "series_run", "organisation_coverage", "organisation"]
sources  = "rows"

[formula]
en = "Sums over the models that the source's latest reading lists, by the lab that publishes them. Share: of all listed downloads, models without a lab included. Open: downloads of tier 2 and above; unknown beside it. Change: growth on the models listed at this reading and the one before. Since: the same growth multiplied over the steps since the lab's first comparable reading, after which the models compared always carry at least {coverage_medium} (1 = all) of its newer total; from {fewest_steps} steps on. Models without a lab of the registry form one row, 'unaffiliated'."
fr = "Sommes sur les modèles listés au dernier relevé de la source, par laboratoire éditeur. Part : de tous les téléchargements listés, modèles sans laboratoire compris. Ouvert : téléchargements de degré 2 et plus ; l'inconnu est à côté. Évolution : croissance sur les modèles listés à ce relevé et au précédent. Depuis : la même croissance, multipliée sur les étapes depuis le premier relevé comparable du laboratoire, après lequel les modèles comparés portent toujours au moins {coverage_medium} (1 = tout) de son nouveau total ; à partir de {fewest_steps} étapes. Les modèles sans laboratoire du registre forment une ligne, « sans laboratoire »."

[limits]
en = [
  "By publisher: what others repackage or fine-tune counts for them, not for the maker (see Lineage).",
  "Some lists are incomplete at the source and marked as partial: such labs are larger than shown.",
  "One large repository can make a lab: its part of the lab's downloads is given.",
]
fr = [
  "Par éditeur : ce que d'autres reconditionnent ou affinent compte pour eux, non pour l'auteur (voir Filiation).",
  "Certaines listes sont incomplètes à la source et marquées partial : ces laboratoires sont plus grands que montrés.",
  "Un seul grand dépôt peut faire un laboratoire : sa part des téléchargements du laboratoire est donnée.",
]

[constants]
coverage_medium = 0.8
fewest_steps = 2
uncounted = 0.01

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.rank]
type = "integer"
unit = "rank"
label = {en = "Rank", fr = "Rang"}
meaning = {en = "Rank by downloads among labs of the registry", fr = "Rang par téléchargements parmi les laboratoires du registre"}

[columns.lab_id]
[columns.models]
[columns.downloads_30d]
[columns.uncounted_downloads_30d]

[columns.likes]
meaning = {en = "Sum of likes", fr = "Somme des j'aime"}

[columns.share]
meaning = {en = "Part of all listed downloads", fr = "Part de tous les téléchargements listés"}

[columns.open_share]
type = "number"
unit = "share"
label = {en = "Open", fr = "Ouvert"}
meaning = {en = "Part of the lab's downloads of tier 2 (open weights) and above", fr = "Part des téléchargements du laboratoire de degré 2 (poids ouverts) et plus"}

[columns.unknown_share]
type = "number"
unit = "share"
label = {en = "Unknown", fr = "Inconnu"}
meaning = {en = "Part of the lab's downloads whose openness is unknown", fr = "Part des téléchargements du laboratoire dont l'ouverture est inconnue"}

[columns.change]
type = "number"
unit = "percent_change"
label = {en = "Change, like for like", fr = "Évolution à périmètre constant"}
meaning = {en = "Growth on the models also listed at the previous reading", fr = "Croissance sur les modèles aussi listés au relevé précédent"}

[columns.change_since]
type = "number"
unit = "percent_change"
label = {en = "Change since", fr = "Évolution depuis"}
meaning = {en = "Growth on the same models, step by step, since the day beside it", fr = "Croissance sur les mêmes modèles, étape par étape, depuis le jour indiqué"}

[columns.since]
type = "date"
label = {en = "Since", fr = "Depuis"}
meaning = {en = "First comparable reading of the lab; empty where too few readings compare", fr = "Premier relevé comparable du laboratoire ; vide si trop peu de relevés se comparent"}

[columns.largest_model_id]
type = "text"
label = {en = "Largest model", fr = "Premier modèle"}
meaning = {en = "Most downloaded model of the lab, tests and machine traffic left aside", fr = "Modèle le plus téléchargé du laboratoire, tests et trafic de machines mis à part"}

[columns.largest_share]
type = "number"
unit = "share"
label = {en = "Its part", fr = "Sa part"}
meaning = {en = "Part of that model in the lab's downloads", fr = "Part de ce modèle dans les téléchargements du laboratoire"}

[columns.flags]

[chart]
kind = "bar"
x = "lab_id"
y = "downloads_30d"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "Growth since the first comparable reading; the note says what the panel lists."
fr = "Croissance depuis le premier relevé comparable ; la note dit ce que le panel liste."

[[changelog]]
version = 3
on = 2026-11-29
en = "The largest model is one that adjusted figures keep; its part is given on both bases."
fr = "Le premier modèle est l'un de ceux que gardent les chiffres ajustés ; sa part est donnée sur les deux bases."

[[changelog]]
version = 4
on = 2026-11-29
en = "Missing counts lower the part compared and are flagged partial."
fr = "Les comptes manquants abaissent la part comparée et portent la marque partial."

[finding.leads]
en = "{lab|lab} is downloaded most: {share|percent} of all listed downloads"
fr = "{lab|lab} est le plus téléchargé : {share|percent} des téléchargements listés"
[note.leads]
en = "The first three together: {top_three|percent}. Models without a lab of the registry: {unaffiliated|percent}."
fr = "Les trois premiers ensemble : {top_three|percent}. Modèles sans laboratoire du registre : {unaffiliated|percent}."
[finding.leads_panel]
en = "{lab|lab} is downloaded most: {share|percent} of all listed downloads"
fr = "{lab|lab} est le plus téléchargé : {share|percent} des téléchargements listés"
[note.leads_panel]
en = "The first three together: {top_three|percent}. The panel lists chosen organisations only, so models without a lab of the registry are hardly in it ({unaffiliated|percent})."
fr = "Les trois premiers ensemble : {top_three|percent}. Le panel ne liste que des organisations choisies : les modèles sans laboratoire du registre n'y figurent guère ({unaffiliated|percent})."
[finding.leads_archive]
en = "{lab|lab} is downloaded most: {share|percent} of all listed downloads"
fr = "{lab|lab} est le plus téléchargé : {share|percent} des téléchargements listés"
[note.leads_archive]
en = "The first three together: {top_three|percent}. An archive keeps the registry's organisations and the day's most downloaded models: models without a lab of the registry ({unaffiliated|percent}) are not all there."
fr = "Les trois premiers ensemble : {top_three|percent}. Une archive garde les organisations du registre et les modèles les plus téléchargés du jour : les modèles sans laboratoire du registre ({unaffiliated|percent}) n'y sont pas tous."
---*/
WITH run AS (
    SELECT * FROM newest_run($source)
), cell AS (
    SELECT r.source, r.snapshot_date, r.run_id, a.lab_id,
        sum(a.models) AS models,
        sum(a.downloads_30d) AS downloads,
        coalesce(sum(a.uncounted_downloads_30d), 0) AS uncounted,
        sum(a.likes) AS likes,
        coalesce(sum(a.downloads_30d) FILTER (a.tier >= 2), 0) AS open_downloads,
        coalesce(sum(a.downloads_30d) FILTER (a.tier IS NULL), 0) AS unknown_downloads,
        sum(a.common_downloads_30d) AS after,
        sum(a.common_downloads_30d_before) AS before
    FROM run r JOIN mart_adoption a USING (run_id)
    WHERE ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
    GROUP BY r.source, r.snapshot_date, r.run_id, a.lab_id
), step AS (
    SELECT s.snapshot_date, a.lab_id, sum(a.downloads_30d) + coalesce(sum(a.uncounted_downloads_30d), 0) AS total, sum(a.common_downloads_30d) AS after,
        sum(a.common_downloads_30d_before) AS before
    FROM series_run s
    JOIN run r ON r.source = s.source AND r.snapshot_date >= s.snapshot_date
    JOIN mart_adoption a ON a.run_id = s.run_id
    WHERE ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
    GROUP BY s.snapshot_date, a.lab_id
), start AS (
    SELECT lab_id, max(snapshot_date) AS since
    FROM step
    WHERE coalesce(after / nullif(total, 0), 0) < $coverage_medium OR coalesce(before, 0) = 0
    GROUP BY lab_id
), chain AS (
    SELECT s.lab_id, any_value(b.since) AS since, product(s.after / s.before) - 1 AS change
    FROM step s JOIN start b ON b.lab_id IS NOT DISTINCT FROM s.lab_id AND s.snapshot_date > b.since
    GROUP BY s.lab_id
    HAVING count(*) >= $fewest_steps
), largest AS (
    SELECT run_id, lab_id,
        arg_max(largest_model_id, largest_downloads_30d) AS model_id,
        max(largest_downloads_30d) AS downloads,
        bool_or(len(organisations_entered) > 0) AS entered
    FROM mart_lab
    WHERE $tasks = 'all' OR task_scope = $tasks
    GROUP BY run_id, lab_id
), incomplete AS (
    SELECT DISTINCT c.run_id, o.lab_id
    FROM organisation_coverage c JOIN organisation o USING (organisation_id)
    WHERE c.incomplete
)
SELECT
    c.source,
    c.snapshot_date,
    CASE WHEN c.lab_id IS NOT NULL THEN rank() OVER (PARTITION BY c.lab_id IS NULL ORDER BY c.downloads DESC NULLS LAST) END AS rank,
    c.lab_id,
    c.models::BIGINT AS models,
    c.downloads::BIGINT AS downloads_30d,
    c.uncounted::BIGINT AS uncounted_downloads_30d,
    c.likes::BIGINT AS likes,
    c.downloads / nullif(sum(c.downloads) OVER (), 0) AS share,
    c.open_downloads / nullif(c.downloads, 0) AS open_share,
    c.unknown_downloads / nullif(c.downloads, 0) AS unknown_share,
    c.after / nullif(c.before, 0) - 1 AS change,
    h.change AS change_since,
    h.since,
    l.model_id AS largest_model_id,
    l.downloads / nullif(c.downloads, 0) AS largest_share,
    nullif(concat_ws(' ', CASE WHEN l.entered THEN 'break' END,
        CASE WHEN i.run_id IS NOT NULL OR (c.uncounted > 0 AND c.uncounted >= $uncounted * (c.downloads + c.uncounted)) THEN 'partial' END), '') AS flags
FROM cell c
LEFT JOIN chain h ON h.lab_id IS NOT DISTINCT FROM c.lab_id
LEFT JOIN largest l ON l.run_id = c.run_id AND l.lab_id = c.lab_id
LEFT JOIN incomplete i ON i.run_id = c.run_id AND i.lab_id = c.lab_id
ORDER BY c.lab_id IS NULL, c.downloads DESC NULLS LAST, c.lab_id
-- finding
SELECT
    CASE any_value(source) WHEN 'hub' THEN 'leads' WHEN 'osir-lmts' THEN 'leads_panel' ELSE 'leads_archive' END AS finding_case,
    max(lab_id) FILTER (rank = 1) AS lab,
    max(share) FILTER (rank = 1) AS share,
    sum(share) FILTER (rank <= 3) AS top_three,
    coalesce(sum(share) FILTER (lab_id IS NULL), 0) AS unaffiliated,
    max(snapshot_date) AS as_of,
    CASE WHEN count(*) FILTER (flags LIKE '%partial%' AND rank <= 3) > 0 THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN bool_and(uncounted_downloads_30d >= $uncounted * (downloads_30d + uncounted_downloads_30d) AND uncounted_downloads_30d > 0)
            FILTER (flags LIKE '%partial%' AND rank <= 3) THEN 'missing_counts'
        WHEN count(*) FILTER (flags LIKE '%partial%' AND rank <= 3) > 0 THEN 'incomplete_list' END AS confidence_reason
FROM result
HAVING count(*) FILTER (rank = 1) > 0
