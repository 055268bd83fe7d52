/*---
title = {en = "France and Europe in downloads", fr = "La France et l'Europe dans les téléchargements"}
question = {en = "What share have France, the rest of the EU, the United Kingdom and Switzerland, and what do they rest on?", fr = "Quelle part ont la France, le reste de l'UE, le Royaume-Uni et la Suisse, et sur quoi reposent-elles ?"}
unit = {en = "share of downloads, last 30 days", fr = "part des téléchargements, 30 derniers jours"}
grain = "source, snapshot_date, region"
version = 2
tables = ["mart_country", "mart_country_rule", "mart_adoption", "mart_lab", "lab", "series_run"]
sources = "rows"

[formula]
en = "For each reading of whole organisations: the downloads of each region's models over all downloads. EU-27 (2026): {eu}; France is shown apart from the rest. Open: tier {open_tier} and above. Foreign base: of the downloads that the region's labs publish and whose base is named, the part whose base comes from another country. A region has no share where the source lists no lab of it with a model of the chosen tasks: it is not measured. Rules: the head office of the lab that publishes; of the lab of the root base (several bases in equal parts; a model that names no base counts for its publisher); of the publisher's parent company (the lab itself where it has none); or the country of its founders, where the registry tells another than the head office's. The totals are equal under all four."
fr = "Pour chaque relevé d'organisations entières : téléchargements des modèles de chaque région sur tous les téléchargements. UE à 27 (2026) : {eu} ; la France est montrée à part. Ouvert : degré {open_tier} et au-dessus. Base étrangère : parmi les téléchargements publiés par les laboratoires de la région et dont la base est déclarée, la part dont la base vient d'un autre pays. Une région n'a pas de part si la source n'en liste aucun laboratoire qui ait un modèle des tâches choisies : elle n'est pas mesurée. Règles : le siège du laboratoire qui publie ; celui du laboratoire de la base d'origine (plusieurs bases à parts égales ; un modèle sans base déclarée compte pour son éditeur) ; celui de la maison mère de l'éditeur (le laboratoire lui-même s'il n'en a pas) ; ou le pays de ses fondateurs, si le registre en dit un autre que celui du siège. Les totaux sont égaux dans les quatre cas."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
  "Before a region's first listed reading nothing is known of it; that is not growth from zero.",
  "Raw shares of two dates are not comparable where organisations entered in between: flag break.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
  "Avant le premier relevé qui liste une région, on n'en sait rien ; ce n'est pas une croissance depuis zéro.",
  "Les parts brutes de deux dates ne se comparent pas si des organisations sont entrées entre-temps : marque break.",
]

[constants]
eu = ["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"]
open_tier = 2
gap_days = 45

[parameters.rule]
[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.region]
type = "text"
label = {en = "Region", fr = "Région"}
meaning = {en = "FR (France), EU_OTHER (EU-27 without France), GB, CH, unknown (no country known)", fr = "FR (France), EU_OTHER (UE à 27 sans la France), GB, CH, unknown (aucun pays connu)"}
[columns.labs]
type = "integer"
unit = "labs"
label = {en = "Labs listed", fr = "Laboratoires listés"}
meaning = {en = "Labs with head office there of which the reading lists a model of the chosen tasks; empty for unknown", fr = "Laboratoires ayant là leur siège dont le relevé liste un modèle des tâches choisies ; vide pour inconnu"}

[columns.models]
like = "models_parts"
[columns.downloads_30d]
like = "downloads_30d_sum"
[columns.share]

[columns.leading_lab]
type = "text"
label = {en = "Leading lab", fr = "Premier laboratoire"}
meaning = {en = "Lab with head office there that publishes most downloads", fr = "Laboratoire ayant là son siège qui publie le plus de téléchargements"}
[columns.open_share]
type = "number"
unit = "share"
label = {en = "Open", fr = "Ouverts"}
meaning = {en = "Part of the region's downloads at tier 2 and above", fr = "Part des téléchargements de la région au degré 2 et au-dessus"}
[columns.unknown_openness_share]
type = "number"
unit = "share"
label = {en = "Openness unknown", fr = "Ouverture inconnue"}
meaning = {en = "Part of the region's downloads whose openness is unknown", fr = "Part des téléchargements de la région d'ouverture inconnue"}
[columns.named_base_share]
type = "number"
unit = "share"
label = {en = "Base named", fr = "Base déclarée"}
meaning = {en = "Part of the downloads that the region's labs publish whose model names a base", fr = "Part des téléchargements publiés par les laboratoires de la région dont le modèle déclare une base"}
[columns.foreign_base_share]
type = "number"
unit = "share"
label = {en = "Foreign base", fr = "Base étrangère"}
meaning = {en = "Of those: part whose base comes from another country", fr = "Parmi ceux-là : part dont la base vient d'un autre pays"}

[columns.flags]
like = "flags_break_stale_gap"

[chart]
kind = "line"
x = "snapshot_date"
y = "share"
series = "region"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "A region of which only labs without a model of the chosen tasks are listed is not measured, rather than at zero."
fr = "Une région dont ne sont listés que des laboratoires sans modèle des tâches choisies n'est pas mesurée, au lieu d'être à zéro."

[finding.over_time]
en = "France {france|percent} of downloads[, the rest of the EU {rest|percent}]"
fr = "France {france|percent} des téléchargements[, reste de l'UE {rest|percent}]"
[note.over_time]
en = "Models of French origin are on the list since {since|date}. Led by {leader|text}. At least open weights: {open|percent} of French downloads[; built on a foreign base: {abroad|percent} of those that declare one]."
fr = "Des modèles d'origine française figurent sur la liste depuis le {since|date}. En tête : {leader|text}. Poids au moins ouverts : {open|percent} des téléchargements français[ ; base étrangère : {abroad|percent} de ceux qui en déclarent une]."
[finding.first_reading]
en = "France {france|percent} of downloads[, the rest of the EU {rest|percent}]: a first reading"
fr = "France {france|percent} des téléchargements[, reste de l'UE {rest|percent}] : un premier relevé"
[note.first_reading]
en = "No model of French origin was on the list before {since|date}, so nothing can be said of its trend. Led by {leader|text}. At least open weights: {open|percent} of French downloads[; built on a foreign base: {abroad|percent} of those that declare one]."
fr = "Aucun modèle d'origine française ne figurait sur la liste avant le {since|date} : on ne peut rien dire de la tendance. En tête : {leader|text}. Poids au moins ouverts : {open|percent} des téléchargements français[ ; base étrangère : {abroad|percent} de ceux qui en déclarent une]."
[finding.absent]
en = "No model of French origin is on this list: France's share cannot be told"
fr = "Aucun modèle d'origine française sur cette liste : la part de la France ne peut être dite"
[note.absent]
en = "Of the registry's {labs|integer} labs in the EU, the United Kingdom and Switzerland the list has models of these tasks from {listed|integer}; the others are not measured."
fr = "Sur les {labs|integer} laboratoires de l'UE, du Royaume-Uni et de Suisse du registre, la liste a des modèles de ces tâches de {listed|integer} ; les autres ne sont pas mesurés."
---*/
WITH run AS MATERIALIZED (
    SELECT * FROM series_run WHERE $source = 'auto' OR source = $source
), region_of AS (
    SELECT origin,
        CASE WHEN origin IN ('FR', 'GB', 'CH') THEN origin
            WHEN list_contains($eu, origin) THEN 'EU_OTHER'
            WHEN length(origin) = 2 THEN 'elsewhere'
            ELSE 'unknown' END AS region
    FROM (SELECT country AS origin FROM lab UNION SELECT parent_country FROM lab UNION VALUES ('unaffiliated'), ('spread'), ('base_missing'))
    WHERE origin IS NOT NULL
), cell AS (
    SELECT c.run_id, g.region, sum(c.models) AS models, sum(c.downloads_30d) AS downloads_30d,
        coalesce(sum(c.downloads_30d) FILTER (c.tier >= $open_tier), 0) AS open,
        coalesce(sum(c.downloads_30d) FILTER (c.tier IS NULL), 0) AS openness_unknown,
        sum(c.downloads_30d) / nullif(sum(sum(c.downloads_30d)) OVER (PARTITION BY c.run_id), 0) AS share
    FROM mart_country_rule c JOIN region_of g USING (origin)
    WHERE c.rule = $rule AND ($tasks = 'all' OR c.task_scope = $tasks) AND ($basis = 'raw' OR NOT c.excluded)
    GROUP BY c.run_id, g.region
), built AS (
    SELECT c.run_id, g.region, sum(c.downloads_30d) AS published,
        coalesce(sum(c.downloads_30d) FILTER (c.base = 'named'), 0) AS named,
        coalesce(sum(c.downloads_30d) FILTER (c.base = 'named' AND c.base_origin <> c.publisher_origin), 0) AS foreign_base
    FROM mart_country c JOIN region_of g ON g.origin = c.publisher_origin
    WHERE ($tasks = 'all' OR c.task_scope = $tasks) AND ($basis = 'raw' OR NOT c.excluded)
    GROUP BY c.run_id, g.region
), present AS (
    SELECT m.run_id, g.region, count(DISTINCT m.lab_id) AS labs
    FROM mart_lab m JOIN lab l USING (lab_id) JOIN region_of g ON g.origin = l.country
    WHERE $tasks = 'all' OR m.task_scope = $tasks
    GROUP BY m.run_id, g.region
), leader AS (
    SELECT run_id, region, arg_max(lab, (downloads, lab)) AS lab
    FROM (
        SELECT a.run_id, g.region, l.name AS lab, sum(a.downloads_30d) AS downloads
        FROM mart_adoption a JOIN lab l USING (lab_id) JOIN region_of g ON g.origin = l.country
        WHERE ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
        GROUP BY a.run_id, g.region, l.name
    )
    GROUP BY run_id, region
)
SELECT
    r.source,
    r.snapshot_date,
    g.region,
    CASE WHEN g.region <> 'unknown' THEN coalesce(p.labs, 0) END AS labs,
    CASE WHEN p.labs > 0 OR c.run_id IS NOT NULL THEN coalesce(c.models, 0) END AS models,
    CASE WHEN c.run_id IS NOT NULL THEN c.downloads_30d WHEN p.labs > 0 OR g.region = 'unknown' THEN 0 END AS downloads_30d,
    CASE WHEN c.run_id IS NOT NULL THEN c.share WHEN p.labs > 0 OR g.region = 'unknown' THEN 0 END AS share,
    h.lab AS leading_lab,
    c.open / nullif(c.downloads_30d, 0) AS open_share,
    c.openness_unknown / nullif(c.downloads_30d, 0) AS unknown_openness_share,
    b.named / nullif(b.published, 0) AS named_base_share,
    b.foreign_base / nullif(b.named, 0) AS foreign_base_share,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM run r
CROSS JOIN (SELECT unnest(['FR', 'EU_OTHER', 'GB', 'CH', 'unknown']) AS region) g
LEFT JOIN cell c ON c.run_id = r.run_id AND c.region = g.region
LEFT JOIN built b ON b.run_id = r.run_id AND b.region = g.region
LEFT JOIN present p ON p.run_id = r.run_id AND p.region = g.region
LEFT JOIN leader h ON h.run_id = r.run_id AND h.region = g.region
ORDER BY r.source, r.snapshot_date, list_position(['FR', 'EU_OTHER', 'GB', 'CH', 'unknown'], g.region)
-- finding
WITH chosen AS (
    SELECT *, max(snapshot_date) OVER () AS as_of FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
), figure AS (
    SELECT any_value(as_of) AS as_of,
        max(share) FILTER (region = 'FR' AND snapshot_date = as_of) AS france,
        max(share) FILTER (region = 'EU_OTHER' AND snapshot_date = as_of AND models > 0) AS rest,
        min(snapshot_date) FILTER (region = 'FR' AND share IS NOT NULL) AS since,
        max(leading_lab) FILTER (region = 'FR' AND snapshot_date = as_of) AS leader,
        max(open_share) FILTER (region = 'FR' AND snapshot_date = as_of) AS open,
        max(foreign_base_share) FILTER (region = 'FR' AND snapshot_date = as_of) AS abroad,
        sum(labs) FILTER (snapshot_date = as_of)::BIGINT AS listed,
        (SELECT count(*) FROM lab WHERE list_contains($eu, country) OR country IN ('GB', 'CH')) AS labs
    FROM chosen
)
SELECT
    CASE WHEN france IS NULL THEN 'absent' WHEN since = as_of THEN 'first_reading' ELSE 'over_time' END AS finding_case,
    france, rest, since, leader, open, abroad, listed, labs, as_of, 'low' AS confidence, 'chosen_list' AS confidence_reason
FROM figure WHERE as_of IS NOT NULL
