/*---
title    = {en = "Profile of a model", fr = "Profil d'un modèle"}
question = {en = "What is known of this model?", fr = "Que sait-on de ce modèle ?"}
unit     = {en = "one row", fr = "une ligne"}
grain    = "model_id"
version  = 1
tables   = ["mart_model", "mart_name", "model", "model_alias", "licence"]
sources  = "rows"

[formula]
en = "Current attributes, the reason for its openness tier, and the counters of its latest reading. Rank: by 30-day downloads among all models whose latest counters have the same source and day, in the same task scope. An earlier name leads to the model as well."
fr = "Attributs actuels, raison de son degré d'ouverture, et compteurs du dernier relevé. Rang : par téléchargements sur 30 jours parmi les modèles dont les derniers compteurs ont même source et même jour, dans le même périmètre de tâches. Un nom antérieur mène aussi au modèle."

[limits]
en = [
  "Attributes are those of the last reading that told them; the panel's carry no date of their own.",
  "A rank among listed models is not a rank on the whole Hub.",
]
fr = [
  "Les attributs sont ceux du dernier relevé qui les donne ; ceux du panel n'ont pas de date propre.",
  "Un rang parmi les modèles listés n'est pas un rang sur tout le Hub.",
]

[parameters.model]

[columns.model_id]
[columns.lab_id]
[columns.organisation_id]

[columns.family]
meaning = {en = "Model family of the lab", fr = "Famille de modèles du laboratoire"}

[columns.pipeline_tag]

[columns.task_scope]
type = "text"
label = {en = "Task scope", fr = "Périmètre"}
meaning = {en = "generative, other or unknown", fr = "generative, other ou unknown"}

[columns.library_name]
type = "text"
label = {en = "Library", fr = "Bibliothèque"}
meaning = {en = "Library on the Hub", fr = "Bibliothèque sur le Hub"}

[columns.licence]

[columns.licence_raw]
type = "text"
label = {en = "Licence as given", fr = "Licence telle quelle"}
meaning = {en = "As the source gave it", fr = "Telle que donnée par la source"}

[columns.licence_limits]
type = "text"
label = {en = "Limits of the licence", fr = "Limites de la licence"}
meaning = {en = "In our own words", fr = "En nos mots (en anglais)"}

[columns.licence_link]
type = "text"
label = {en = "Text of the licence", fr = "Texte de la licence"}
meaning = {en = "Link", fr = "Lien"}

[columns.gated]
type = "text"
label = {en = "Access", fr = "Accès"}
meaning = {en = "false, auto (after a click) or manual (granted by hand); empty = unknown", fr = "false (libre), auto (après un clic) ou manual (accordé à la main) ; vide = inconnu"}

[columns.tier]

[columns.tier_reason]
type = "text"
label = {en = "Why this tier", fr = "Pourquoi ce degré"}
meaning = {en = "Licence, access or evidence that decides", fr = "Licence, accès ou preuve qui décide"}

[columns.parameters]
[columns.size_class]

[columns.base_model]
type = "text"
label = {en = "Made from", fr = "Issu de"}
meaning = {en = "First base model named", fr = "Premier modèle de base nommé"}

[columns.base_relation]
type = "text"
label = {en = "How", fr = "Comment"}
meaning = {en = "finetune, adapter, merge, quantized; empty = unknown", fr = "finetune, adapter, merge, quantized ; vide = inconnu"}

[columns.created_on]
type = "date"
label = {en = "Created", fr = "Créé"}
meaning = {en = "Day the repository was created", fr = "Jour de création du dépôt"}

[columns.created_before_on]
type = "date"
label = {en = "Created on or before", fr = "Créé au plus tard le"}
meaning = {en = "Where the Hub pins old repositories", fr = "Là où le Hub fige les vieux dépôts"}

[columns.first_seen]
type = "date"
label = {en = "First reading", fr = "Premier relevé"}
meaning = {en = "First reading that lists it", fr = "Premier relevé qui le liste"}

[columns.last_seen]
type = "date"
label = {en = "Last reading", fr = "Dernier relevé"}
meaning = {en = "Last reading that lists it", fr = "Dernier relevé qui le liste"}

[columns.gone_on]
[columns.source]
like = "source_counters"
[columns.latest_on]
[columns.downloads_30d]
[columns.downloads_all_time]
[columns.likes]

[columns.rank]
type = "integer"
unit = "rank"
label = {en = "Rank", fr = "Rang"}
meaning = {en = "Rank in its task scope at that reading", fr = "Rang dans son périmètre à ce relevé"}

[columns.ranked_models]
type = "integer"
unit = "models"
label = {en = "Of", fr = "Sur"}
meaning = {en = "Models ranked with it", fr = "Modèles classés avec lui"}

[columns.excluded]
type = "boolean"
label = {en = "On the exclusion list", fr = "Sur la liste d'exclusion"}
meaning = {en = "Left out of adjusted figures", fr = "Laissé hors des chiffres ajustés"}

[columns.exclusion_reason]
type = "text"
label = {en = "Why excluded", fr = "Pourquoi exclu"}
meaning = {en = "Reason", fr = "Raison (en anglais)"}

[columns.aliases]
type = "list"
label = {en = "Other names", fr = "Autres noms"}
meaning = {en = "Names it has had", fr = "Noms qu'il a portés"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.listed]
en = "{model|text}: {downloads|compact} downloads in 30 days, rank {rank|integer} of {ranked|integer}"
fr = "{model|text} : {downloads|compact} téléchargements en 30 jours, rang {rank|integer} sur {ranked|integer}"

[finding.uncounted]
en = "{model|text}: no download count has been read"
fr = "{model|text} : aucun compte de téléchargements n'a été relevé"
---*/
WITH found AS (
    SELECT c.* FROM mart_model c JOIN mart_name n USING (model_key) WHERE n.name = $model
), peers AS (
    SELECT count(*) AS ranked, count(*) FILTER (p.downloads_30d > f.downloads_30d) + 1 AS rank
    FROM mart_model p
    JOIN found f USING (latest_source, latest_on, task_scope)
    WHERE p.downloads_30d IS NOT NULL AND f.downloads_30d IS NOT NULL
)
SELECT
    f.model_id, f.lab_id, f.organisation_id, f.family, f.pipeline_tag, f.task_scope, f.library_name, f.licence, m.licence_raw,
    l.limits AS licence_limits, l.link AS licence_link, f.gated, f.tier, f.tier_reason, f.parameters, f.size_class, f.base_model,
    f.base_relation, f.created_on, f.created_before_on, f.first_seen, f.last_seen, f.gone_on, f.latest_source AS source, f.latest_on,
    f.downloads_30d, f.downloads_all_time, f.likes,
    CASE WHEN f.downloads_30d IS NOT NULL THEN p.rank END AS rank,
    CASE WHEN f.downloads_30d IS NOT NULL THEN p.ranked END AS ranked_models,
    f.excluded, f.exclusion_reason,
    (SELECT list(a.model_id ORDER BY a.last_seen DESC) FROM model_alias a
        WHERE a.model_key = f.model_key AND a.model_id <> f.model_id) AS aliases
FROM found f
JOIN model m USING (model_key)
LEFT JOIN licence l ON l.licence = f.licence
CROSS JOIN peers p
-- finding
SELECT CASE WHEN downloads_30d IS NULL THEN 'uncounted' ELSE 'listed' END AS finding_case,
    model_id AS model, downloads_30d AS downloads, rank, ranked_models AS ranked, latest_on AS as_of, 'high' AS confidence
FROM result
