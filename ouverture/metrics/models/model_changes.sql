/*---
title    = {en = "Changes of a model", fr = "Changements d'un modèle"}
question = {en = "When did its licence, access, name or tier change?", fr = "Quand sa licence, son accès, son nom ou son degré ont-ils changé ?"}
unit     = {en = "one row a change", fr = "une ligne par changement"}
grain    = "changed_on, field"
version  = 2
tables   = ["model_change", "mart_name", "snapshot_run"]
sources  = "rows"

[formula]
en = "Differences between two readings of a source that dates its attributes (the Hub's): the day is that of the first reading that shows the change."
fr = "Différences entre deux relevés d'une source qui date ses attributs (celle du Hub) : le jour est celui du premier relevé qui montre le changement."

[limits]
en = [
  "The reference panel has no dated attributes: changes are known from live snapshots on.",
]
fr = [
  "Le panel de référence n'a pas d'attributs datés : les changements sont connus à partir des relevés en direct.",
]

[parameters.model]

[columns.changed_on]

[columns.field]
type = "text"
label = {en = "What", fr = "Quoi"}
meaning = {en = "licence, gated, model_id, tier, gone, hub_id (made anew)", fr = "licence, gated (accès), model_id (nom), tier (degré), hub_id (recréation), gone (disparition)"}

[columns.old_value]
[columns.new_value]
[columns.cause]
type = "text"
label = {en = "How", fr = "Nature"}
meaning = {en = "changed; known: a tier that only became known that day, as its base was first read", fr = "changed (changé) ; known (connu) : un degré devenu connu ce jour-là, à la première lecture de sa base"}

[columns.source]
meaning = {en = "Source of the reading", fr = "Source du relevé"}

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
en = "A tier that only became known, as its base was first read, is told from one that changed."
fr = "Un degré seulement devenu connu, à la première lecture de sa base, est distingué d'un degré qui a changé."
---*/
SELECT c.changed_on, c.field, c.old_value, c.new_value, c.cause, r.source
FROM model_change c
JOIN snapshot_run r USING (run_id)
WHERE c.model_key = (SELECT model_key FROM mart_name WHERE name = $model)
ORDER BY c.changed_on DESC, c.field
