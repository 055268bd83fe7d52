/*---
title    = {en = "Bases and derivatives of a model", fr = "Bases et dérivés d'un modèle"}
question = {en = "What was it made from, and what was made from it?", fr = "De quoi est-il issu, et qu'en a-t-on tiré ?"}
unit     = {en = "one row a related model", fr = "une ligne par modèle apparenté"}
grain    = "direction, model_id"
version  = 1
tables   = ["lineage", "mart_name", "mart_model"]
sources  = "rows"
empty    = {en = "No listed model names this one as its base, and it names none. Many derivatives name no base: absence proves nothing.", fr = "Aucun modèle listé ne cite celui-ci comme base, et lui n'en cite aucune. Beaucoup de dérivés ne citent pas leur base : l'absence ne prouve rien."}

[formula]
en = "Edges that the models' own tags and cards name: its bases, and the {shown} most downloaded models that name it as their base, by its present or an earlier name."
fr = "Liens nommés par les étiquettes et fiches des modèles eux-mêmes : ses bases, et les {shown} modèles les plus téléchargés qui le nomment comme base, sous son nom actuel ou un nom antérieur."

[limits]
en = [
  "Many derivatives name no base: absence here proves nothing.",
]
fr = [
  "Beaucoup de dérivés ne nomment pas leur base : une absence ici ne prouve rien.",
]

[constants]
shown = 50

[parameters.model]

[columns.direction]
type = "text"
label = {en = "Direction", fr = "Sens"}
meaning = {en = "base or derivative", fr = "base ou derivative (dérivé)"}

[columns.model_id]

[columns.relation]
meaning = {en = "finetune, adapter, merge, quantized, unknown", fr = "finetune, adapter, merge, quantized, unknown (inconnue)"}

[columns.downloads_30d]
[columns.tier]

[columns.source]
meaning = {en = "Source of the edge", fr = "Source du lien"}
[columns.shown_of]

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."
---*/
WITH wanted AS (
    SELECT model_key FROM mart_name WHERE name = $model
), edge AS (
    SELECT 'base' AS direction, n.model_key, l.base_model_id AS named, l.relation, l.source
    FROM lineage l
    JOIN wanted USING (model_key)
    LEFT JOIN mart_name n ON n.name = l.base_model_id
    UNION ALL
    SELECT DISTINCT 'derivative', l.model_key, NULL, l.relation, l.source
    FROM lineage l
    JOIN mart_name n ON n.name = l.base_model_id
    JOIN wanted w ON w.model_key = n.model_key
)
SELECT e.direction, coalesce(c.model_id, e.named) AS model_id, e.relation, c.downloads_30d, c.tier, e.source,
    count(*) OVER () AS shown_of
FROM edge e
LEFT JOIN mart_model c USING (model_key)
QUALIFY row_number() OVER (PARTITION BY e.direction ORDER BY c.downloads_30d DESC NULLS LAST, coalesce(c.model_id, e.named)) <= $shown
ORDER BY e.direction, c.downloads_30d DESC NULLS LAST, model_id
