/*---
title = {en = "Downloads by country of origin", fr = "Téléchargements par pays d'origine"}
question = {en = "Where do the models come from that people download, and does the rule matter?", fr = "D'où viennent les modèles que l'on télécharge, et la règle change-t-elle la réponse ?"}
unit = {en = "share of downloads, last 30 days", fr = "part des téléchargements, 30 derniers jours"}
grain = "source, origin"
version = 1
spec_curve = "country_leader_definitions"
tables = ["mart_country_rule", "series_run"]
sources = "rows"

[formula]
en = "At the latest reading of whole organisations: sum of the 30-day counters of the models of each origin over the sum of all. Rules: the head office of the lab that publishes; of the lab of the root base (several bases in equal parts; a model that names no base counts for its publisher); of the publisher's parent company (the lab itself where it has none); or the country of its founders, where the registry tells another than the head office's. The totals are equal under all four."
fr = "Au dernier relevé d'organisations entières : somme des compteurs de 30 jours des modèles de chaque origine sur la somme de tous. Règles : le siège du laboratoire qui publie ; celui du laboratoire de la base d'origine (plusieurs bases à parts égales ; un modèle sans base déclarée compte pour son éditeur) ; celui de la maison mère de l'éditeur (le laboratoire lui-même s'il n'en a pas) ; ou le pays de ses fondateurs, si le registre en dit un autre que celui du siège. Les totaux sont égaux dans les quatre cas."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
  "Only bases that publishers declare are known: under the base rule every foreign share is a lower bound.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
  "Seules les bases déclarées par les éditeurs sont connues : avec la règle de la base, toute part étrangère est un minimum.",
]

[parameters.rule]
[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.origin]
[columns.country]
[columns.models]
like = "models_parts"
[columns.downloads_30d]
like = "downloads_30d_sum"
[columns.share]

[columns.publisher_share]
type = "number"
unit = "share"
label = {en = "By publisher", fr = "Par éditeur"}
meaning = {en = "Share by the publisher's head office", fr = "Part selon le siège de l'éditeur"}
[columns.base_share]
type = "number"
unit = "share"
label = {en = "By base model", fr = "Par modèle de base"}
meaning = {en = "Share by the head office of the root base's lab", fr = "Part selon le siège du laboratoire de la base d'origine"}
[columns.parent_share]
type = "number"
unit = "share"
label = {en = "By parent company", fr = "Par maison mère"}
meaning = {en = "Share by the head office of the publisher's parent company", fr = "Part selon le siège de la maison mère de l'éditeur"}

[chart]
kind = "bar"
x = "origin"
y = "share"
series = "origin"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.publisher]
en = "Downloads go to models from: {first|country} {share|percent}, {second|country} {second_share|percent}, unknown {unknown|percent}"
fr = "Téléchargements par origine : {first|country} {share|percent}, {second|country} {second_share|percent}, inconnu {unknown|percent}"
[note.publisher]
en = "Where models come from, not where their users are. Between rules no country's share differs by more than {moved|points} of all downloads. The organisations listed are chosen, not the whole Hub."
fr = "D'où viennent les modèles, non où sont leurs utilisateurs. D'une règle à l'autre, aucune part de pays ne diffère de plus de {moved|points} du total. Les organisations listées sont choisies : ce n'est pas tout le Hub."
[finding.base]
en = "Downloads by origin of the base: {first|country} {share|percent}, {second|country} {second_share|percent}, unknown {unknown|percent}"
fr = "Téléchargements par base : {first|country} {share|percent}, {second|country} {second_share|percent}, inconnu {unknown|percent}"
[note.base]
en = "Where models come from, not where their users are. Between rules no country's share differs by more than {moved|points} of all downloads. The organisations listed are chosen, not the whole Hub."
fr = "D'où viennent les modèles, non où sont leurs utilisateurs. D'une règle à l'autre, aucune part de pays ne diffère de plus de {moved|points} du total. Les organisations listées sont choisies : ce n'est pas tout le Hub."
[finding.parent]
en = "Downloads by parent company: {first|country} {share|percent}, {second|country} {second_share|percent}, unknown {unknown|percent}"
fr = "Téléchargements par groupe : {first|country} {share|percent}, {second|country} {second_share|percent}, inconnu {unknown|percent}"
[note.parent]
en = "Where models come from, not where their users are. Between rules no country's share differs by more than {moved|points} of all downloads. The organisations listed are chosen, not the whole Hub."
fr = "D'où viennent les modèles, non où sont leurs utilisateurs. D'une règle à l'autre, aucune part de pays ne diffère de plus de {moved|points} du total. Les organisations listées sont choisies : ce n'est pas tout le Hub."
[finding.founders]
en = "Downloads, by founders' country: {first|country} {share|percent}, {second|country} {second_share|percent}, unknown {unknown|percent}"
fr = "Selon les fondateurs : {first|country} {share|percent}, {second|country} {second_share|percent}, inconnu {unknown|percent}"
[note.founders]
en = "Where models come from, not where their users are: Hugging Face, with its head office in New York, counts for France here. The organisations listed are chosen, not the whole Hub."
fr = "De tous les téléchargements. D'où viennent les modèles, non où sont leurs utilisateurs : Hugging Face, dont le siège est à New York, compte ici pour la France. Les organisations listées sont choisies : ce n'est pas tout le Hub."
[finding.one_country]
en = "Models of {first|country} carry {share|percent} of downloads; the origin of {unknown|percent} is unknown"
fr = "{first|country} : {share|percent} des téléchargements ; origine inconnue pour {unknown|percent}"
[finding.unknown_only]
en = "No model listed here has a known country of origin"
fr = "Aucun modèle listé ici n'a de pays d'origine connu"
---*/
WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT rule, origin, any_value(country) AS country, sum(models) AS models, sum(downloads_30d) AS downloads_30d,
        sum(downloads_30d) / nullif(sum(sum(downloads_30d)) OVER (PARTITION BY rule), 0) AS share
    FROM mart_country_rule
    WHERE run_id = (SELECT run_id FROM latest)
        AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY rule, origin
), listed AS ( -- an origin that no model has under a rule has a share of 0 there; one without a single counter is unknown
    SELECT o.origin, r.rule, c.country, coalesce(c.models, 0) AS models,
        CASE WHEN c.rule IS NULL THEN 0 ELSE c.downloads_30d END AS downloads_30d,
        CASE WHEN c.rule IS NULL THEN 0 ELSE c.share END AS share
    FROM (SELECT DISTINCT origin FROM cell) o
    CROSS JOIN (SELECT DISTINCT rule FROM cell) r
    LEFT JOIN cell c ON c.origin = o.origin AND c.rule = r.rule
)
SELECT
    any_value(t.source) AS source,
    any_value(t.snapshot_date) AS snapshot_date,
    l.origin,
    any_value(l.country) AS country,
    sum(l.models) FILTER (l.rule = $rule) AS models,
    sum(l.downloads_30d) FILTER (l.rule = $rule) AS downloads_30d,
    sum(l.share) FILTER (l.rule = $rule) AS share,
    sum(l.share) FILTER (l.rule = 'publisher') AS publisher_share,
    sum(l.share) FILTER (l.rule = 'base') AS base_share,
    sum(l.share) FILTER (l.rule = 'parent') AS parent_share
FROM listed l CROSS JOIN latest t
GROUP BY l.origin
ORDER BY any_value(l.country) IS NULL, share DESC NULLS LAST, l.origin
-- finding
WITH known AS (
    SELECT *, row_number() OVER (ORDER BY share DESC, origin) AS place FROM result WHERE country IS NOT NULL AND share > 0
), figure AS (
    SELECT
        max(country) FILTER (place = 1) AS first, max(share) FILTER (place = 1) AS share,
        max(country) FILTER (place = 2) AS second, max(share) FILTER (place = 2) AS second_share
    FROM known
), whole AS (
    SELECT max(snapshot_date) AS as_of,
        coalesce(sum(share) FILTER (country IS NULL), 0) AS unknown,
        max(greatest(publisher_share, base_share, parent_share) - least(publisher_share, base_share, parent_share))
            FILTER (country IS NOT NULL) AS moved
    FROM result
)
SELECT
    CASE WHEN first IS NULL THEN 'unknown_only' WHEN second IS NULL THEN 'one_country' ELSE $rule END AS finding_case,
    first, share, second, second_share, unknown, moved, as_of,
    CASE WHEN unknown > 0.2 THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN unknown > 0.2 THEN 'unknown_origin' ELSE 'chosen_list' END AS confidence_reason
FROM figure, whole
WHERE as_of IS NOT NULL
