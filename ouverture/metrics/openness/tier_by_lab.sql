/*---
title    = {en = "Downloads by openness tier, lab by lab", fr = "Téléchargements par degré d'ouverture, laboratoire par laboratoire"}
question = {en = "How open is what people download from each lab?", fr = "Quelle est l'ouverture de ce que l'on télécharge de chaque laboratoire ?"}
unit     = {en = "share of the lab's 30-day downloads", fr = "part des téléchargements du laboratoire sur 30 jours"}
grain    = "source, lab_id, tier"
version  = 1
tables   = ["mart_adoption", "series_run"]
sources  = "rows"

[formula]
en = "At the latest reading of whole organisations: downloads of a lab's models of a tier / all downloads of that lab, unknown included. The lab's adoption-weighted openness = the part at or above the line that the reader chose; an unknown tier does not reach it. The {shown} most downloaded labs that have at least {downloads_min} downloads, the most open first."
fr = "Au dernier relevé d'organisations entières : téléchargements des modèles d'un laboratoire à un degré / tous ses téléchargements, inconnu compris. Ouverture pondérée du laboratoire = la part au niveau choisi par le lecteur ou au-dessus ; un degré inconnu ne l'atteint pas. Les {shown} laboratoires les plus téléchargés qui comptent au moins {downloads_min} téléchargements, le plus ouvert d'abord."

[limits]
en = [
  "Repositories are counted where they are hosted: what others make of a lab's models counts for them.",
  "The unknown is neither open nor closed: a lab with much of it could stand higher.",
  "A lab that publishes no weights has no downloads and is not here.",
]
fr = [
  "Les dépôts comptent chez qui les héberge : ce que d'autres tirent des modèles d'un laboratoire compte pour eux.",
  "L'inconnu n'est ni ouvert ni fermé : un laboratoire qui en compte beaucoup pourrait être mieux placé.",
  "Un laboratoire qui ne publie pas de poids n'a pas de téléchargements et ne figure pas ici.",
]

[constants]
shown = 24
downloads_min = 10000
unknown_medium = 0.03

[parameters.tasks]
[parameters.threshold]
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_registry"
[columns.tier]
[columns.models]
[columns.downloads_30d]

[columns.share]
meaning = {en = "Part of the lab's downloads, unknown included", fr = "Part des téléchargements du laboratoire, inconnu compris"}

[columns.open_share]
type = "number"
unit = "share"
label = {en = "Adoption-weighted openness", fr = "Ouverture pondérée"}
meaning = {en = "Part of the lab's downloads at or above the chosen line", fr = "Part des téléchargements du laboratoire au niveau choisi ou au-dessus"}

[columns.unknown_share]
type = "number"
unit = "share"
label = {en = "Unknown", fr = "Inconnu"}
meaning = {en = "Part of the lab's downloads whose tier is unknown", fr = "Part des téléchargements du laboratoire de degré inconnu"}

[columns.lab_downloads_30d]
type = "integer"
unit = "downloads"
label = {en = "The lab's downloads", fr = "Téléchargements du laboratoire"}
meaning = {en = "Sum over its tiers", fr = "Somme de ses degrés"}
[columns.shown_of]

[chart]
kind = "bar"
x = "lab_id"
y = "share"
series = "tier"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.most]
en = "At {open|integer} of {labs|integer} labs, most downloads reach “{line|tier}”"
fr = "{open|integer} laboratoires sur {labs|integer} : surtout « {line|tier} » ou plus"
[note.most]
en = "Unknown openness does not count as reached: it is {unknown|percent} of these labs' downloads.[ Labs with downloads on both sides of the line: {apart|integer}.]"
fr = "Selon la plupart de leurs téléchargements. L'ouverture inconnue ne compte pas comme atteinte : {unknown|percent} des téléchargements de ces laboratoires.[ Laboratoires présents des deux côtés de la limite : {apart|integer}.]"
[finding.none]
en = "At none of {labs|integer} labs do most downloads reach “{line|tier}”"
fr = "Aucun des {labs|integer} laboratoires n'est surtout à « {line|tier} » ou plus"
[note.none]
en = "Unknown openness does not count as reached: it is {unknown|percent} of these labs' downloads."
fr = "Selon la plupart de leurs téléchargements. L'ouverture inconnue ne compte pas comme atteinte : {unknown|percent} des téléchargements de ces laboratoires."
---*/
WITH run AS (
    SELECT * FROM newest_run($source)
), cell AS (
    SELECT r.source, r.snapshot_date, a.lab_id, a.tier, sum(a.models) AS models, sum(a.downloads_30d) AS downloads
    FROM run r JOIN mart_adoption a USING (run_id)
    WHERE a.lab_id IS NOT NULL AND ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
    GROUP BY r.source, r.snapshot_date, a.lab_id, a.tier
), lab_total AS (
    SELECT lab_id,
        sum(downloads) AS downloads,
        coalesce(sum(downloads) FILTER (tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold)), 0)
            / sum(downloads) AS open_share, count(*) OVER () AS shown_of,
        coalesce(sum(downloads) FILTER (tier IS NULL), 0) / sum(downloads) AS unknown_share
    FROM cell
    GROUP BY lab_id
    HAVING sum(downloads) >= $downloads_min
    ORDER BY downloads DESC, lab_id
    LIMIT $shown
)
SELECT
    r.source,
    r.snapshot_date,
    t.lab_id,
    s.tier,
    coalesce(c.models, 0)::BIGINT AS models,
    (CASE WHEN c.lab_id IS NULL THEN 0 ELSE c.downloads END)::BIGINT AS downloads_30d,
    (CASE WHEN c.lab_id IS NULL THEN 0 ELSE c.downloads END) / t.downloads AS share,
    t.open_share,
    t.unknown_share,
    t.downloads::BIGINT AS lab_downloads_30d,
    t.shown_of
FROM run r
CROSS JOIN lab_total t
CROSS JOIN (SELECT DISTINCT tier FROM cell) s -- a tier without models is a row of zeros, so that the tiers keep their order
LEFT JOIN cell c ON c.lab_id = t.lab_id AND c.tier IS NOT DISTINCT FROM s.tier
ORDER BY t.open_share DESC, t.unknown_share, t.downloads DESC, t.lab_id, s.tier DESC NULLS LAST
-- finding
WITH lab AS (
    SELECT lab_id, any_value(open_share) AS open_share, any_value(unknown_share) AS unknown_share,
        any_value(lab_downloads_30d) AS downloads, any_value(snapshot_date) AS snapshot_date
    FROM result GROUP BY lab_id
), summary AS (
    SELECT count(*) AS labs, count(*) FILTER (open_share > 0.5) AS open,
        count(*) FILTER (open_share > 0 AND open_share + unknown_share < 1) AS apart,
        sum(unknown_share * downloads) / sum(downloads) AS unknown, max(snapshot_date) AS as_of
    FROM lab
)
SELECT CASE WHEN open > 0 THEN 'most' ELSE 'none' END AS finding_case,
    labs, open, apart, unknown, list_position(['any', 'permissive', 'code', 'data'], $threshold) AS line, as_of,
    CASE WHEN unknown > $unknown_medium THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN unknown > $unknown_medium THEN 'unknown_share' END AS confidence_reason
FROM summary WHERE labs > 0
