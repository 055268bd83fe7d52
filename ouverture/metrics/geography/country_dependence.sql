/*---
title = {en = "Whose bases each country builds on", fr = "Sur les bases de qui chaque pays construit"}
question = {en = "How much of what a country's labs publish is made from models of another country?", fr = "Quelle part de ce que publient les laboratoires d'un pays est faite de modèles d'un autre pays ?"}
unit = {en = "share of the country's downloads with a declared base", fr = "part des téléchargements à base déclarée du pays"}
grain = "source, published_in, base_from"
version = 1
tables = ["mart_country", "series_run"]
sources = "rows"

[formula]
en = "At the latest reading of whole organisations, over models that name a base: 30-day downloads by the country of the publishing lab and of the root base's lab; several bases have equal parts. Share: of the downloads with a named base that the publishing country has. Foreign: the two differ and both are known."
fr = "Au dernier relevé d'organisations entières, parmi les modèles qui déclarent une base : téléchargements sur 30 jours selon le pays du laboratoire qui publie et celui du laboratoire de la base d'origine ; plusieurs bases ont des parts égales. Part : dans les téléchargements à base déclarée du pays qui publie. Étrangère : les deux pays diffèrent et sont connus."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
  "Only bases that publishers declare are known: the figure is a lower bound.",
  "A base whose lab has no known country is unknown, neither home nor foreign.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
  "Seules les bases déclarées par les éditeurs sont connues : le chiffre est un minimum.",
  "Une base dont le laboratoire n'a pas de pays connu est inconnue, ni nationale ni étrangère.",
]

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.base_from]
type = "text"
label = {en = "Base from", fr = "Base de"}
meaning = {en = "Country of the root base's lab, or why there is none", fr = "Pays du laboratoire de la base d'origine, ou pourquoi il n'y en a pas"}
[columns.published_in]
type = "text"
label = {en = "Published in", fr = "Publié en"}
meaning = {en = "Country of the publishing lab, or why there is none", fr = "Pays du laboratoire qui publie, ou pourquoi il n'y en a pas"}
[columns.foreign_base]
type = "boolean"
label = {en = "Foreign base", fr = "Base étrangère"}
meaning = {en = "The two countries differ; empty = one of them is unknown", fr = "Les deux pays diffèrent ; vide = l'un est inconnu"}

[columns.models]
like = "models_parts"
[columns.downloads_30d]
like = "downloads_30d_sum"

[columns.share]
meaning = {en = "Part of the publishing country's downloads with a named base", fr = "Part des téléchargements à base déclarée du pays qui publie"}

[columns.named_share]
[columns.missing_share]

[chart]
kind = "bar"
x = "published_in"
y = "share"
series = "base_from"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.crosses]
en = "{abroad|percent} of downloads with a declared base rest on a base from another country"
fr = "{abroad|percent} des téléchargements à base déclarée : base d'un autre pays"
[note.crosses]
en = "Most: {published|country}, {downloads|compact} on bases of {base|country}. Bases are declared for {named|percent} of downloads; {missing|percent} look derived but name none: a lower bound."
fr = "Le plus : {published|country}, {downloads|compact} sur des bases de {base|country}. Une base est déclarée pour {named|percent} des téléchargements ; {missing|percent} paraissent dérivés sans en nommer : un minimum."
[finding.home]
en = "Every declared base of known origin comes from the publisher's own country"
fr = "Toute base déclarée d'origine connue vient du pays même de l'éditeur"
[note.home]
en = "Bases are declared for {named|percent} of downloads; {missing|percent} look derived but name none: a lower bound."
fr = "Une base est déclarée pour {named|percent} des téléchargements ; {missing|percent} paraissent dérivés sans en nommer : un minimum."
---*/
WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_country
    WHERE run_id = (SELECT run_id FROM latest)
        AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), known AS (
    SELECT
        coalesce(sum(downloads_30d) FILTER (base = 'named'), 0) / nullif(sum(downloads_30d), 0) AS named_share,
        coalesce(sum(downloads_30d) FILTER (base = 'missing'), 0) / nullif(sum(downloads_30d), 0) AS missing_share
    FROM cell
)
SELECT
    c.source, c.snapshot_date, c.base_origin AS base_from, c.publisher_origin AS published_in,
    CASE WHEN length(c.base_origin) = 2 AND length(c.publisher_origin) = 2 THEN c.base_origin <> c.publisher_origin END AS foreign_base,
    sum(c.models) AS models,
    sum(c.downloads_30d) AS downloads_30d,
    sum(c.downloads_30d) / nullif(sum(sum(c.downloads_30d)) OVER (PARTITION BY c.publisher_origin), 0) AS share,
    any_value(k.named_share) AS named_share,
    any_value(k.missing_share) AS missing_share
FROM cell c, known k
WHERE c.base = 'named'
GROUP BY c.source, c.snapshot_date, c.base_origin, c.publisher_origin
ORDER BY length(published_in) <> 2, sum(sum(c.downloads_30d)) OVER (PARTITION BY c.publisher_origin) DESC NULLS LAST, published_in,
    base_from <> published_in, downloads_30d DESC NULLS LAST, base_from
-- finding
WITH figure AS (
    SELECT max(snapshot_date) AS as_of,
        sum(downloads_30d) FILTER (foreign_base) / nullif(sum(downloads_30d), 0) AS abroad,
        arg_max(published_in, downloads_30d) FILTER (foreign_base) AS published,
        arg_max(base_from, downloads_30d) FILTER (foreign_base) AS base,
        max(downloads_30d) FILTER (foreign_base) AS downloads,
        any_value(named_share) AS named, any_value(missing_share) AS missing
    FROM result
)
SELECT CASE WHEN abroad > 0 THEN 'crosses' ELSE 'home' END AS finding_case,
    abroad, published, base, downloads, named, missing, as_of, 'low' AS confidence, 'declared_bases' AS confidence_reason
FROM figure WHERE as_of IS NOT NULL
