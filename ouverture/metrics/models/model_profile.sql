/*---
title    = {en = "Profile of a model", fr = "Profil d'un modèle"}
question = {en = "What is known of this model?", fr = "Que sait-on de ce modèle ?"}
unit     = {en = "one row", fr = "une ligne"}
grain    = "model_id"
version  = 3
tables   = ["mart_model", "mart_name", "model", "model_alias", "licence", "openness_evidence", "mart_milestone", "snapshot_run"]
sources  = "rows"

[formula]
en = "Current attributes, the reason for its openness tier, and the counters of its latest reading. Rank: by 30-day downloads among all models whose latest counters have the same source and day, in the same task scope. Days to a number of downloads: since release, for models followed from their start. An earlier name leads to the model as well."
fr = "Attributs actuels, raison de son degré d'ouverture, et compteurs du dernier relevé. Rang : par téléchargements sur 30 jours parmi les modèles dont les derniers compteurs ont même source et même jour, dans le même périmètre de tâches. Jours jusqu'à un nombre de téléchargements : depuis la sortie, pour les modèles suivis dès leur début. Un nom antérieur mène aussi au modèle."

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

[columns.tier_link]
type = "text"
label = {en = "Evidence", fr = "Preuve"}
meaning = {en = "Where one sees what decides the tier: licence, repository, evidence on the family, or base", fr = "Où se voit ce qui décide du degré : licence, dépôt, preuve sur la famille, ou base"}

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

[columns.unlisted_on]

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

[columns.listing]
type = "text"
label = {en = "Listing", fr = "Liste"}
meaning = {en = "What that reading listed: organisations (whole ones) or ranking (a trending list)", fr = "Ce que ce relevé listait : organisations (entières) ou ranking (liste de tendance)"}

[columns.days_to_100k]
type = "integer"
unit = "days"
label = {en = "Days to 100,000 downloads", fr = "Jours jusqu'à 100 000 téléchargements"}
meaning = {en = "Since release; empty = not yet, or not followed from its start", fr = "Depuis la sortie ; vide = pas encore, ou non suivi dès son début"}

[columns.days_to_1m]
type = "integer"
unit = "days"
label = {en = "Days to 1 million downloads", fr = "Jours jusqu'à 1 million de téléchargements"}
meaning = {en = "Since release; empty = not yet, or not followed from its start", fr = "Depuis la sortie ; vide = pas encore, ou non suivi dès son début"}

[columns.days_to_10m]
type = "integer"
unit = "days"
label = {en = "Days to 10 million downloads", fr = "Jours jusqu'à 10 millions de téléchargements"}
meaning = {en = "Since release; empty = not yet, or not followed from its start", fr = "Depuis la sortie ; vide = pas encore, ou non suivi dès son début"}

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

[[changelog]]
version = 2
on = 2026-11-24
en = "With the evidence of the tier, what the ranking reading listed, and the days to round numbers of downloads."
fr = "Avec la preuve du degré, ce que listait le relevé du rang, et les jours jusqu'à des nombres ronds de téléchargements."

[[changelog]]
version = 3
on = 2026-11-29
en = "A model that the newest reading does not list, and of which nobody knows whether it is gone, is called so."
fr = "Un modèle absent du dernier relevé, sans que l'on sache s'il a disparu, est dit tel."

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
), passed AS (
    SELECT min(age_days) FILTER (threshold = 100_000) AS to_100k, min(age_days) FILTER (threshold = 1_000_000) AS to_1m,
        min(age_days) FILTER (threshold = 10_000_000) AS to_10m
    FROM mart_milestone SEMI JOIN found USING (model_key)
), decided AS (  -- what of the family's evidence decides: its terms, its data, or its code
    SELECT any_value(e.link) AS link
    FROM openness_evidence e JOIN found f ON e.lab_id = f.lab_id AND e.subject = f.family
    WHERE e.source = 'registry'
        AND e.component = CASE f.tier WHEN 4 THEN 'pretraining_data' WHEN 3 THEN 'training_code' ELSE 'licence' END
)
SELECT
    f.model_id, f.lab_id, f.organisation_id, f.family, f.pipeline_tag, f.task_scope, f.library_name, f.licence, m.licence_raw,
    l.limits AS licence_limits, l.link AS licence_link, f.gated, f.tier, f.tier_reason,
    CASE
        WHEN f.tier_reason LIKE 'gated:%' THEN 'https://huggingface.co/' || f.model_id
        WHEN f.tier_reason LIKE 'evidence:%' THEN d.link
        WHEN f.tier_reason LIKE 'base:%' THEN 'https://huggingface.co/' || substr(f.tier_reason, 6)
        WHEN f.tier_reason LIKE 'licence:%' THEN l.link
    END AS tier_link,
    f.parameters, f.size_class, f.base_model,
    f.base_relation, f.created_on, f.created_before_on, f.first_seen, f.last_seen, f.gone_on,
    CASE WHEN f.gone_on IS NULL AND n.newest_on > f.latest_on THEN n.newest_on END AS unlisted_on, f.latest_source AS source, f.latest_on,
    f.downloads_30d, f.downloads_all_time, f.likes,
    CASE WHEN f.downloads_30d IS NOT NULL THEN p.rank END AS rank,
    CASE WHEN f.downloads_30d IS NOT NULL THEN p.ranked END AS ranked_models,
    (SELECT any_value(r.listing) FROM snapshot_run r WHERE r.source = f.latest_source AND r.snapshot_date = f.latest_on) AS listing,
    s.to_100k AS days_to_100k, s.to_1m AS days_to_1m, s.to_10m AS days_to_10m,
    f.excluded, f.exclusion_reason,
    (SELECT list(a.model_id ORDER BY a.last_seen DESC) FROM model_alias a
        WHERE a.model_key = f.model_key AND a.model_id <> f.model_id) AS aliases
FROM found f
JOIN model m USING (model_key)
LEFT JOIN licence l ON l.licence = f.licence
CROSS JOIN peers p
CROSS JOIN passed s
CROSS JOIN decided d
LEFT JOIN (
    SELECT source, max(snapshot_date) AS newest_on FROM snapshot_run WHERE in_series AND in_totals AND listing = 'organisations' GROUP BY source
) n ON n.source = f.latest_source
-- finding
SELECT CASE WHEN downloads_30d IS NULL THEN 'uncounted' ELSE 'listed' END AS finding_case,
    model_id AS model, downloads_30d AS downloads, rank, ranked_models AS ranked, latest_on AS as_of, 'high' AS confidence
FROM result
