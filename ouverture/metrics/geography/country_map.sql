/*---
title = {en = "Where the models come from", fr = "D'où viennent les modèles"}
question = {en = "How many countries make the models that people download?", fr = "Combien de pays font les modèles que l'on télécharge ?"}
unit = {en = "share of downloads, last 30 days", fr = "part des téléchargements, 30 derniers jours"}
grain = "source, origin"
version = 1
tables = ["mart_country_rule", "series_run"]
sources = "rows"

[formula]
en = "At the latest reading of whole organisations: the share of each country in the downloads of all listed models, unknown origins included. The sentence counts the fewest countries that together carry {most} (1 = all) of the downloads of known origin. Rules: the head office of the lab that publishes; of the lab of the root base (several bases in equal parts; a model that names no base counts for its publisher); of the publisher's parent company (the lab itself where it has none); or the country of its founders, where the registry tells another than the head office's. The totals are equal under all four."
fr = "Au dernier relevé d'organisations entières : part de chaque pays dans les téléchargements de tous les modèles listés, origines inconnues comprises. La phrase compte le plus petit nombre de pays qui portent ensemble {most} (1 = tout) des téléchargements d'origine connue. Règles : le siège du laboratoire qui publie ; celui du laboratoire de la base d'origine (plusieurs bases à parts égales ; un modèle sans base déclarée compte pour son éditeur) ; celui de la maison mère de l'éditeur (le laboratoire lui-même s'il n'en a pas) ; ou le pays de ses fondateurs, si le registre en dit un autre que celui du siège. Les totaux sont égaux dans les quatre cas."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
  "Borders are those of Natural Earth at 1:110 million, which draws them as they are held; they state nothing.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
  "Les frontières sont celles de Natural Earth au 1:110 000 000, tracées selon le contrôle effectif ; elles n'affirment rien.",
]

[constants]
most = 0.9

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

[chart]
kind = "map"
x = "origin"
y = "share"
series = "origin"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.few]
en = "{few|integer} countries carry {few_share|percent} of the downloads of known origin"
fr = "{few|integer} pays portent {few_share|percent} des téléchargements d'origine connue"
[note.few]
en = "{countries|country}. Origin of the models, not location of their users; grey: no such model on the list, which is not the whole Hub. Unknown: {unknown|percent}."
fr = "{countries|country}. Origine des modèles, non lieu des utilisateurs ; en gris : aucun modèle de ce genre sur la liste, qui n'est pas tout le Hub. Inconnu : {unknown|percent}."
[finding.one]
en = "One country, {first|country}, carries {few_share|percent} of the downloads of known origin"
fr = "Un seul pays, {first|country}, porte {few_share|percent} des téléchargements d'origine connue"
[note.one]
en = "Origin of the models, not location of their users; grey: no such model on the list, which is not the whole Hub. Unknown: {unknown|percent}."
fr = "Origine des modèles, non lieu des utilisateurs ; en gris : aucun modèle de ce genre sur la liste, qui n'est pas tout le Hub. Inconnu : {unknown|percent}."
[finding.unknown_only]
en = "No model listed here has a known country of origin"
fr = "Aucun modèle listé ici n'a de pays d'origine connu"
---*/
WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT origin, any_value(country) AS country, sum(models) AS models, sum(downloads_30d) AS downloads_30d
    FROM mart_country_rule
    WHERE run_id = (SELECT run_id FROM latest) AND rule = $rule
        AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY origin
)
SELECT t.source, t.snapshot_date, c.origin, c.country, c.models, c.downloads_30d,
    c.downloads_30d / nullif(sum(c.downloads_30d) OVER (), 0) AS share
FROM cell c CROSS JOIN latest t
ORDER BY c.country IS NULL, share DESC NULLS LAST, c.origin
-- finding
WITH known AS (
    SELECT country, share, sum(share) OVER (ORDER BY share DESC, country) / sum(share) OVER () AS together
    FROM result WHERE country IS NOT NULL AND share > 0
), foremost AS (
    SELECT * FROM known QUALIFY lag(together, 1, 0) OVER (ORDER BY share DESC, country) < $most
), whole AS (
    SELECT max(snapshot_date) AS as_of, coalesce(sum(share) FILTER (country IS NULL), 0) AS unknown FROM result
)
SELECT
    CASE count(country) WHEN 0 THEN 'unknown_only' WHEN 1 THEN 'one' ELSE 'few' END AS finding_case,
    count(country) AS few, max(together) AS few_share, list(country ORDER BY share DESC, country) AS countries,
    arg_max(country, share) AS first, any_value(unknown) AS unknown, any_value(as_of) AS as_of, 'medium' AS confidence,
    'chosen_list' AS confidence_reason
FROM whole LEFT JOIN foremost ON TRUE
WHERE as_of IS NOT NULL
