/*---
title = {en = "Openness by country of origin", fr = "Ouverture par pays d'origine"}
question = {en = "How open are the downloaded models of each country?", fr = "Les modèles téléchargés de chaque pays sont-ils ouverts ?"}
unit = {en = "share of the country's downloads", fr = "part des téléchargements du pays"}
grain = "source, origin, tier"
version = 1
tables = ["mart_country_rule", "series_run"]
sources = "rows"

[formula]
en = "At the latest reading of whole organisations: the downloads of each origin by openness tier over all downloads of that origin, for the {shown} origins with most. The sentence compares the two countries with most downloads; open is what reaches the line that the reader draws. Rules: the head office of the lab that publishes; of the lab of the root base (several bases in equal parts; a model that names no base counts for its publisher); of the publisher's parent company (the lab itself where it has none); or the country of its founders, where the registry tells another than the head office's. The totals are equal under all four."
fr = "Au dernier relevé d'organisations entières : téléchargements de chaque origine par degré d'ouverture sur tous ceux de cette origine, pour les {shown} plus téléchargées. La phrase compare les deux pays les plus téléchargés ; est ouvert ce qui atteint la ligne que choisit le lecteur. Règles : le siège du laboratoire qui publie ; celui du laboratoire de la base d'origine (plusieurs bases à parts égales ; un modèle sans base déclarée compte pour son éditeur) ; celui de la maison mère de l'éditeur (le laboratoire lui-même s'il n'en a pas) ; ou le pays de ses fondateurs, si le registre en dit un autre que celui du siège. Les totaux sont égaux dans les quatre cas."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
  "Unknown openness is drawn as such and is never counted as open or restricted.",
  "A country with few models is the portrait of one or two labs: see the column models.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
  "L'ouverture inconnue est montrée comme telle, jamais comptée comme ouverte ni sous conditions.",
  "Un pays de peu de modèles est le portrait d'un ou deux laboratoires : voir la colonne modèles.",
]

[constants]
shown = 8

[parameters.rule]
[parameters.tasks]
[parameters.threshold]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.origin]
[columns.tier]
like = "tier_short"
[columns.side]
[columns.models]
like = "models_parts"
[columns.downloads_30d]
like = "downloads_30d_sum"

[columns.share]
meaning = {en = "Part of the origin's downloads, unknown openness included", fr = "Part des téléchargements de l'origine, ouverture inconnue comprise"}
[columns.shown_of]

[chart]
kind = "bar"
x = "origin"
y = "share"
series = "tier"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.compare]
en = "At least {line|tier}: {first|country} {open_first|percent} of downloads, {second|country} {open_second|percent}"
fr = "Au moins {line|tier} : {first|country} {open_first|percent}, {second|country} {open_second|percent}"
[note.compare]
en = "Of the downloads of each country's models. Openness is unknown for {unknown_first|percent} and {unknown_second|percent} of them."
fr = "En part des téléchargements de chaque pays. L'ouverture est inconnue pour {unknown_first|percent} et {unknown_second|percent} d'entre eux."
[finding.one_country]
en = "At least {line|tier}: {open_first|percent} of the downloads ({first|country})"
fr = "Au moins {line|tier} : {open_first|percent} des téléchargements ({first|country})"
[finding.thin]
en = "No country of origin is known here"
fr = "Aucun pays d'origine n'est connu ici"
---*/
WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT origin, tier, sum(models) AS models, sum(downloads_30d) AS downloads_30d,
        sum(sum(downloads_30d)) OVER (PARTITION BY origin) AS total
    FROM mart_country_rule
    WHERE run_id = (SELECT run_id FROM latest) AND rule = $rule
        AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY origin, tier
), largest AS (
    SELECT origin, count(*) OVER () AS shown_of FROM cell WHERE total > 0 GROUP BY origin ORDER BY any_value(total) DESC, origin LIMIT $shown
)
SELECT
    t.source, t.snapshot_date, c.origin, c.tier,
    CASE WHEN c.tier IS NULL THEN 'unknown'
        WHEN c.tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold) THEN 'open'
        ELSE 'restricted' END AS side,
    c.models, c.downloads_30d, c.downloads_30d / c.total AS share, g.shown_of
FROM cell c JOIN largest g USING (origin) CROSS JOIN latest t
ORDER BY length(c.origin) <> 2, c.total DESC, c.origin, c.tier DESC NULLS LAST
-- finding
WITH country AS (
    SELECT origin, sum(downloads_30d) AS downloads,
        coalesce(sum(share) FILTER (side = 'open'), 0) AS open,
        coalesce(sum(share) FILTER (side = 'unknown'), 0) AS unknown,
        row_number() OVER (ORDER BY downloads DESC, origin) AS place
    FROM result WHERE length(origin) = 2 GROUP BY origin
), pair AS (
    SELECT
        max(origin) FILTER (place = 1) AS first, max(open) FILTER (place = 1) AS open_first,
        max(unknown) FILTER (place = 1) AS unknown_first,
        max(origin) FILTER (place = 2) AS second, max(open) FILTER (place = 2) AS open_second,
        max(unknown) FILTER (place = 2) AS unknown_second
    FROM country
)
SELECT
    CASE WHEN first IS NULL THEN 'thin' WHEN second IS NULL THEN 'one_country' ELSE 'compare' END AS finding_case,
    list_position(['any', 'permissive', 'code', 'data'], $threshold) AS line,
    first, open_first, unknown_first, second, open_second, unknown_second,
    (SELECT max(snapshot_date) FROM result) AS as_of,
    CASE WHEN greatest(unknown_first, unknown_second) > 0.2 THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN greatest(unknown_first, unknown_second) > 0.2 THEN 'unknown_share' ELSE 'chosen_list' END AS confidence_reason
FROM pair WHERE as_of IS NOT NULL
