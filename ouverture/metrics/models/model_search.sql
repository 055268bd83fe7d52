/*---
title    = {en = "Model search", fr = "Recherche de modèles"}
question = {en = "Which models fit these filters?", fr = "Quels modèles répondent à ces filtres ?"}
unit     = {en = "one row a model, latest reading", fr = "une ligne par modèle, dernier relevé"}
grain    = "model_id"
version  = 2
tables   = ["mart_model", "snapshot_run"]
sources  = "rows"

[formula]
en = "Every model ever listed, with the counters of its latest reading in any source; {page_size} rows a page. The words of the search must all occur in the model id."
fr = "Tous les modèles jamais listés, avec les compteurs de leur dernier relevé, toutes sources ; {page_size} lignes par page. Les mots cherchés doivent tous figurer dans l'identifiant."

[limits]
en = [
  "Counters of different models may be of different days: each row says which.",
  "Not the whole Hub: only what the sources list.",
]
fr = [
  "Les compteurs de modèles différents peuvent dater de jours différents : chaque ligne le dit.",
  "Pas tout le Hub : seulement ce que les sources listent.",
]

[constants]
page_size = 50

[parameters.q]
type = "text"
null = true
label = {en = "Words in the name", fr = "Mots du nom"}

[parameters.lab]
null = true

[parameters.tier]
type = "text"
null = true
allowed = ["1", "2", "3", "4", "unknown"]
label = {en = "Openness tier", fr = "Degré d'ouverture"}

[parameters.task]
type = "text"
null = true
allowed_from = "mart_model.pipeline_tag"
label = {en = "Task", fr = "Tâche"}

[parameters.licence]
type = "text"
null = true
allowed_from = "mart_model.licence"
label = {en = "Licence", fr = "Licence"}

[parameters.size_class]
type = "text"
null = true
allowed = ["<1B", "1-7B", "7-30B", "30-100B", ">=100B"]
label = {en = "Size", fr = "Taille"}

[parameters.gated]
type = "text"
null = true
allowed = ["false", "auto", "manual"]
label = {en = "Access", fr = "Accès"}

[parameters.sort]
type = "text"
default = "downloads"
allowed = ["downloads", "likes", "created", "name"]
label = {en = "Sort by", fr = "Trier par"}

[parameters.page]
type = "integer"
default = 1
min = 1
max = 100000
label = {en = "Page", fr = "Page"}

[columns.model_id]
[columns.lab_id]
[columns.downloads_30d]
[columns.likes]
[columns.tier]
[columns.licence]
[columns.pipeline_tag]
[columns.parameters]

[columns.created_on]
type = "date"
label = {en = "Created", fr = "Créé"}
meaning = {en = "Day the repository was created; empty = unknown or only \"on or before\"", fr = "Jour de création du dépôt ; vide = inconnu ou seulement « au plus tard »"}

[columns.gone_on]
[columns.unlisted_on]
[columns.source]
like = "source_counters"
[columns.latest_on]

[columns.total]
type = "integer"
unit = "models"
label = {en = "Found", fr = "Trouvés"}
meaning = {en = "Models that fit, on all pages", fr = "Modèles trouvés, toutes pages"}

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
en = "A model that the newest reading of its source does not list says so."
fr = "Un modèle que le dernier relevé de sa source ne liste pas le dit."
---*/
-- Sorted by key alone, and the rows of the page fetched after: sorting whole rows of millions of models takes gigabytes.
WITH fit AS MATERIALIZED (
    SELECT model_key, model_id,
        CASE $sort WHEN 'downloads' THEN -downloads_30d WHEN 'likes' THEN -likes WHEN 'created' THEN -epoch(created_on)::BIGINT END AS place
    FROM mart_model
    WHERE ($q IS NULL OR list_bool_and([contains(lower(model_id), word) FOR word IN string_split(lower(trim($q)), ' ')]))
        AND ($lab IS NULL OR lab_id = $lab)
        AND ($tier IS NULL OR coalesce(tier::VARCHAR, 'unknown') = $tier)
        AND ($task IS NULL OR pipeline_tag = $task)
        AND ($licence IS NULL OR licence = $licence)
        AND ($size_class IS NULL OR size_class = $size_class)
        AND ($gated IS NULL OR gated = $gated)
), shown AS (
    SELECT model_key, place FROM fit ORDER BY place NULLS LAST, model_id LIMIT $page_size OFFSET ($page - 1) * $page_size
)
SELECT
    c.model_id, c.lab_id, c.downloads_30d, c.likes, c.tier, c.licence, c.pipeline_tag, c.parameters, c.created_on, c.gone_on,
    CASE WHEN c.gone_on IS NULL AND n.newest_on > c.latest_on THEN n.newest_on END AS unlisted_on,
    c.latest_source AS source,
    c.latest_on,
    (SELECT count(*) FROM fit) AS total
FROM shown
JOIN mart_model c USING (model_key)
LEFT JOIN (
    SELECT source, max(snapshot_date) AS newest_on FROM snapshot_run WHERE in_series AND in_totals AND listing = 'organisations' GROUP BY source
) n ON n.source = c.latest_source
ORDER BY shown.place NULLS LAST, c.model_id
