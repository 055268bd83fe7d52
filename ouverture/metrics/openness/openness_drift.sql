/*---
title    = {en = "Changes of licence, access and tier", fr = "Changements de licence, d'accès et de degré"}
question = {en = "Do models that are out become more open or more closed?", fr = "Les modèles déjà sortis s'ouvrent-ils ou se ferment-ils ?"}
unit     = {en = "one row a change", fr = "une ligne par changement"}
grain    = "changed_on, model_id, field"
version  = 2
tables   = ["model_change", "model", "mart_model", "licence", "snapshot_run"]
sources  = "rows"

[formula]
en = "Differences between two readings of a source that dates its attributes (the Hub's): the day is that of the first reading that shows the change. Direction: towards open where the tier, or the tier that the licence allows, rises or access gets easier (free, after a click, by hand); towards closed where it falls or gets harder; same where the licences allow the same tier; unknown where one side is unknown. The {shown} changes of the most downloaded models are listed; the counts are of all. A change of licence that moves the tier counts in both. A tier that only became known, as its base was first read, is no change."
fr = "Différences entre deux relevés d'une source qui date ses attributs (celle du Hub) : le jour est celui du premier relevé qui montre le changement. Sens : vers l'ouvert si le degré, ou le degré que permet la licence, monte ou si l'accès devient plus facile (libre, après un clic, à la main) ; vers le fermé s'il baisse ou devient plus difficile ; égal si les licences permettent le même degré ; inconnu si l'un des côtés est inconnu. Les {shown} changements des modèles les plus téléchargés sont listés ; les nombres portent sur tous. Un changement de licence qui déplace le degré compte dans les deux. Un degré seulement devenu connu, à la première lecture de sa base, n'est pas un changement."

[limits]
en = [
  "The reference panel has no dated attributes: changes are known from the second live snapshot on.",
  "What was known less and is known better since is a change of our knowledge: its direction is unknown.",
]
fr = [
  "Le panel de référence n'a pas d'attributs datés : les changements sont connus à partir du deuxième relevé en direct.",
  "Ce que l'on savait mal et que l'on sait mieux depuis est un changement de notre savoir : son sens est inconnu.",
]

[constants]
shown = 200

[parameters.tasks]

[parameters.field]
type = "text"
default = "all"
allowed = ["all", "licence", "gated", "tier"]
label = {en = "What changed", fr = "Ce qui a changé"}

[columns.changed_on]

[columns.model_id]
meaning = {en = "Its present id", fr = "Son identifiant actuel"}

[columns.lab_id]
like = "lab_id_registry"

[columns.field]
type = "text"
label = {en = "What", fr = "Quoi"}
meaning = {en = "licence, gated, tier", fr = "licence, gated (accès), tier (degré)"}

[columns.old_value]
[columns.new_value]

[columns.direction]
type = "text"
label = {en = "Direction", fr = "Sens"}
meaning = {en = "opened, closed, same, unknown", fr = "opened (vers l'ouvert), closed (vers le fermé), same (égal), unknown (inconnu)"}

[columns.downloads_30d]
like = "downloads_30d_latest"

[columns.changes_of_direction]
type = "integer"
label = {en = "Changes that way", fr = "Changements de ce sens"}
meaning = {en = "All changes of that direction, listed here or not", fr = "Tous les changements de ce sens, listés ici ou non"}

[columns.source]
[columns.shown_of]

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "A tier that only became known, as its base was first read, is no longer counted."
fr = "Un degré seulement devenu connu, à la première lecture de sa base, n'est plus compté."

[finding.seen]
en = "Changes since {first|date}: {closed|integer} towards closed, {opened|integer} towards open"
fr = "Changements depuis le {first|date} : {closed|integer} vers le fermé, {opened|integer} vers l'ouvert"
[note.seen]
en = "Of licence, access or tier, {all|integer} in all[; of unknown direction: {unknown|integer}]. The most downloaded model among them: {model|text}."
fr = "De licence, d'accès ou de degré, {all|integer} en tout[ ; de sens inconnu : {unknown|integer}]. Le modèle le plus téléchargé parmi eux : {model|text}."
[finding.quiet]
en = "No licence, access or degree changed between the live snapshots"
fr = "Ni licence, ni accès, ni degré n'a changé d'un relevé à l'autre"
[note.quiet]
en = "Between {first|date} and {last|date}."
fr = "Du {first|date} au {last|date}, relevés en direct."
[finding.not_yet]
en = "Changes will be known from the second live snapshot on"
fr = "Les changements seront connus à partir du deuxième relevé en direct"
[note.not_yet]
en = "The reference panel does not date its licences, so it cannot show one changing. Live snapshots so far: {snapshots|integer}."
fr = "Le panel de référence ne date pas ses licences : il ne peut en montrer le changement. Relevés en direct à ce jour : {snapshots|integer}."
---*/
WITH change AS (
    SELECT c.changed_on, m.model_id, m.lab_id, c.field, c.old_value, c.new_value, p.downloads_30d, r.source,
        CASE c.field
            WHEN 'tier' THEN c.new_value::TINYINT - c.old_value::TINYINT
            WHEN 'licence' THEN n.tier - o.tier
            ELSE list_position(['manual', 'auto', 'false'], c.new_value) - list_position(['manual', 'auto', 'false'], c.old_value)
        END AS step
    FROM model_change c
    JOIN model m USING (model_key)
    JOIN snapshot_run r ON r.run_id = c.run_id
    LEFT JOIN mart_model p ON p.model_id = m.model_id
    LEFT JOIN licence o ON c.field = 'licence' AND o.licence = c.old_value
    LEFT JOIN licence n ON c.field = 'licence' AND n.licence = c.new_value
    WHERE c.cause = 'changed' AND c.field IN ('licence', 'gated', 'tier') AND ($field = 'all' OR c.field = $field)
        AND ($tasks = 'all' OR m.task_scope = $tasks)
), directed AS (
    SELECT *, CASE WHEN step > 0 THEN 'opened' WHEN step < 0 THEN 'closed' WHEN step = 0 THEN 'same' ELSE 'unknown' END AS direction
    FROM change
)
SELECT
    changed_on, model_id, lab_id, field, old_value, new_value, direction, downloads_30d,
    count(*) OVER (PARTITION BY direction) AS changes_of_direction,
    source,
    count(*) OVER () AS shown_of
FROM directed
QUALIFY row_number() OVER (ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id, field) <= $shown
ORDER BY downloads_30d DESC NULLS LAST, changed_on DESC, model_id, field
-- finding
WITH live AS (
    SELECT count(*) AS snapshots, min(snapshot_date) AS first, max(snapshot_date) AS last
    FROM snapshot_run WHERE source = 'hub' AND in_series
), counted AS (
    SELECT sum(changes) AS "all",
        coalesce(sum(changes) FILTER (direction = 'opened'), 0) AS opened,
        coalesce(sum(changes) FILTER (direction = 'closed'), 0) AS closed,
        coalesce(sum(changes) FILTER (direction = 'unknown'), 0) AS unknown
    FROM (SELECT direction, any_value(changes_of_direction) AS changes FROM result GROUP BY direction)
)
SELECT
    CASE WHEN c."all" > 0 THEN 'seen' WHEN l.snapshots < 2 THEN 'not_yet' ELSE 'quiet' END AS finding_case,
    c."all", c.opened, c.closed, c.unknown, l.snapshots, l.first, l.last,
    (SELECT model_id FROM result LIMIT 1) AS model,
    coalesce(l.last, (SELECT max(snapshot_date) FROM snapshot_run WHERE in_series)) AS as_of,
    CASE WHEN l.snapshots < 2 THEN 'low' ELSE 'high' END AS confidence,
    CASE WHEN l.snapshots < 2 THEN 'few_readings' END AS confidence_reason
FROM live l, counted c
