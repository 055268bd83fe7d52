/*---
title    = {en = "Names", fr = "Noms"}
question = {en = "Which models are there?", fr = "Quels modèles y a-t-il ?"}
unit     = {en = "models", fr = "modèles"}
grain    = "model_id"
version  = 1
tables   = ["model"]
sources  = ["hub", "registry"]
formula  = {en = "The rows as they are.", fr = "Les lignes telles quelles."}
limits   = {en = ["None."], fr = ["Aucune."]}

[parameters.page]
type = "integer"
min = 1
max = 1000
label = {en = "Page", fr = "Page"}

[columns.model_id]
type = "text"
label = {en = "Model", fr = "Modèle"}
meaning = {en = "Id on the Hub", fr = "Identifiant sur le Hub"}

[columns.seen_at]
type = "timestamp"
label = {en = "Seen", fr = "Vu"}
meaning = {en = "First reading", fr = "Premier relevé"}

[columns.excluded]
type = "boolean"
label = {en = "Excluded", fr = "Exclu"}
meaning = {en = "On the exclusion list", fr = "Sur la liste d'exclusion"}

[columns.tags]
type = "list"
label = {en = "Tags", fr = "Étiquettes"}
meaning = {en = "Tags", fr = "Étiquettes"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."
---*/
SELECT model_id, first_seen::TIMESTAMP AS seen_at, excluded, [model_id, 'b'] AS tags
FROM model
ORDER BY model_id
LIMIT 20 OFFSET ($page - 1) * 20
