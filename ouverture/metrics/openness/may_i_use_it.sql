/*---
title    = {en = "May I use it?", fr = "Puis-je l'utiliser ?"}
question = {en = "Which models do their licences leave to somebody like me?", fr = "Quels modèles leurs licences laissent-elles à quelqu'un comme moi ?"}
unit     = {en = "models", fr = "modèles"}
grain    = "model_id"
version  = 1
tables   = ["mart_model", "licence"]
sources  = ["registry", "rows"]

[formula]
en = "Each model still listed with at least the downloads asked for, by its own licence and by that of the base whose terms bind it (the one that its tier follows, else the first base named, where it is listed); the stricter decides. Refused: a clause that the answers meet. Unknown: no licence that can be resolved, or a clause asked about that the registry does not know; never counted as allowed. On conditions: none of these clauses, but a licence with limits, or access granted by hand. Free: a licence of tier 2 or above. Limits of country that hold for multimodal models only are applied to the tasks {multimodal}. At most {shown} models of each answer are listed, the most downloaded first; the counts are of all."
fr = "Chaque modèle encore listé qui a au moins les téléchargements demandés, selon sa propre licence et celle de la base dont les termes l'engagent (celle que suit son degré, sinon la première base nommée, si elle est listée) ; la plus stricte décide. Refusé : une clause que les réponses rencontrent. Inconnu : pas de licence identifiable, ou une clause demandée que le registre ne connaît pas ; jamais compté comme permis. Sous conditions : aucune de ces clauses, mais une licence qui pose des limites, ou un accès accordé à la main. Libre : une licence de degré 2 ou plus. Les limites de pays qui ne valent que pour les modèles multimodaux s'appliquent aux tâches {multimodal}. Au plus {shown} modèles par réponse sont listés, les plus téléchargés d'abord ; les nombres portent sur tous."

[limits]
en = [
  "This is not legal advice: the clauses are in our own words and the licence's text alone binds.",
  "Duties that do not limit use, such as naming the author or sharing alike, are not asked about.",
  "A limit of country or of users that the registry does not record counts as absent; commercial use and training must be recorded as allowed.",
  "Limits by revenue are not asked about: read the clause of models on conditions.",
  "A base that is not listed is not checked. Counters are each model's latest, from readings of different days.",
]
fr = [
  "Ceci n'est pas un conseil juridique : les clauses sont en nos mots et seul le texte de la licence engage.",
  "Les devoirs qui ne limitent pas l'usage, comme citer l'auteur ou partager à l'identique, ne sont pas demandés.",
  "Une limite de pays ou d'utilisateurs que le registre ne note pas compte comme absente ; l'usage commercial et l'entraînement doivent y être notés comme permis.",
  "Les limites de chiffre d'affaires ne sont pas demandées : lire la clause des modèles sous conditions.",
  "Une base qui n'est pas listée n'est pas vérifiée. Les compteurs sont les derniers de chaque modèle, de relevés de jours différents.",
]

[constants]
shown = 200
multimodal = ["image-text-to-text", "image-to-text", "visual-question-answering", "video-text-to-text", "any-to-any"]
unknown_high = 0.1

[parameters.country_eu]
type = "boolean"
default = true
label = {en = "Based in the European Union", fr = "Établi dans l'Union européenne"}

[parameters.commercial]
type = "boolean"
default = true
label = {en = "Commercial use", fr = "Usage commercial"}

[parameters.train_other_models]
type = "boolean"
default = false
label = {en = "Train other models on its outputs", fr = "Entraîner d'autres modèles sur ses sorties"}

[parameters.monthly_users]
type = "integer"
default = 0
min = 0
label = {en = "Monthly users", fr = "Utilisateurs par mois"}

[parameters.min_downloads]
type = "integer"
default = 1000
min = 0
label = {en = "At least so many downloads in 30 days", fr = "Au moins tant de téléchargements en 30 jours"}

[parameters.tasks]

[columns.model_id]
meaning = {en = "Id on the Hub", fr = "Identifiant sur le Hub"}

[columns.lab_id]
like = "lab_id_registry"

[columns.verdict]
type = "text"
label = {en = "Answer", fr = "Réponse"}
meaning = {en = "free, conditions, unknown, refused", fr = "free (libre), conditions (sous conditions), unknown (inconnu), refused (refusé)"}

[columns.why]
type = "text"
label = {en = "Because", fr = "Parce que"}
meaning = {en = "none (no limit of use), terms (a licence with limits, none of them yours), gated (access by hand), licence (no licence that can be resolved), clause (the registry does not know the clause), commercial, eu, users, training (the clause that refuses)", fr = "none (aucune limite d'usage), terms (une licence avec des limites, aucune n'est la vôtre), gated (accès à la main), licence (aucune licence identifiable), clause (clause inconnue du registre), commercial, eu, users, training (la clause qui refuse)"}

[columns.licence]
meaning = {en = "The licence that decides: the model's own or its base's", fr = "La licence qui décide : celle du modèle ou celle de sa base"}

[columns.clause]
type = "text"
label = {en = "Clause", fr = "Clause"}
meaning = {en = "What the licence limits, in our own words, English", fr = "Ce que la licence limite, en nos mots, en anglais"}

[columns.clause_fr]
type = "text"
label = {en = "Clause", fr = "Clause"}
meaning = {en = "The same, French", fr = "La même, en français"}

[columns.link]
type = "text"
label = {en = "Text", fr = "Texte"}
meaning = {en = "Where the clause stands", fr = "Où se trouve la clause"}

[columns.downloads_30d]
like = "downloads_30d_latest"

[columns.latest_on]
type = "date"
label = {en = "Read on", fr = "Relevé le"}
meaning = {en = "Day of that counter", fr = "Jour de ce compteur"}

[columns.models_of_why]
type = "integer"
unit = "models"
label = {en = "Models of that reason", fr = "Modèles de cette raison"}
meaning = {en = "All models with that answer for that reason, listed here or not", fr = "Tous les modèles de cette réponse pour cette raison, listés ici ou non"}

[columns.models_asked]
type = "integer"
unit = "models"
label = {en = "Models asked", fr = "Modèles examinés"}
meaning = {en = "All models that were looked at", fr = "Tous les modèles examinés"}

[columns.source]
[columns.shown_of]

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.some]
en = "{left|integer} of {asked|integer} models are left: {free|integer} free of limits, {conditions|integer} on conditions"
fr = "Il reste {left|integer} modèles sur {asked|integer} : {free|integer} sans limite, {conditions|integer} sous conditions"
[note.some]
en = "A clause refuses {refused|integer}; the terms of {unknown|integer} are not known, and so not allowed. Not legal advice: the licence's text alone binds."
fr = "Une clause en refuse {refused|integer} ; les termes de {unknown|integer} sont inconnus, donc non permis. Ceci n'est pas un conseil juridique : seul le texte de la licence engage."
[finding.none]
en = "None of {asked|integer} models is left under these answers"
fr = "Aucun des {asked|integer} modèles ne reste avec ces réponses"
[note.none]
en = "A clause refuses {refused|integer}; the terms of {unknown|integer} are not known, and so not allowed. Not legal advice: the licence's text alone binds."
fr = "Une clause en refuse {refused|integer} ; les termes de {unknown|integer} sont inconnus, donc non permis. Ceci n'est pas un conseil juridique : seul le texte de la licence engage."
---*/
WITH asked AS (
    SELECT *, nullif(regexp_extract(tier_reason, '^base:(\S+)', 1), '') AS binding_base
    FROM mart_model
    WHERE gone_on IS NULL AND NOT excluded AND ($tasks = 'all' OR task_scope = $tasks)
        AND coalesce(downloads_30d, 0) >= $min_downloads
), bound AS ( -- by its own licence, and by its base's
    SELECT model_id, licence AS key, pipeline_tag FROM asked
    UNION ALL
    SELECT a.model_id, b.licence, a.pipeline_tag
    FROM asked a
    JOIN mart_model b ON b.model_id = coalesce(a.binding_base, a.base_model) AND b.model_id <> a.model_id
), judged AS (
    SELECT b.model_id, b.key, l.limits, l.limits_fr, l.link, l.no_eu_link,
        CASE
            WHEN l.tier IS NULL THEN 'licence'
            WHEN $commercial AND NOT l.commercial_use THEN 'commercial'
            WHEN $country_eu AND (l.no_eu OR (l.no_eu IS NULL AND l.no_eu_link IS NOT NULL
                AND list_contains($multimodal, b.pipeline_tag))) THEN 'eu'
            WHEN $monthly_users > l.max_monthly_users THEN 'users'
            WHEN $train_other_models AND NOT l.train_other_models THEN 'training'
            WHEN l.tier = 1 AND (($commercial AND l.commercial_use IS NULL)
                OR ($country_eu AND l.no_eu IS NULL AND l.no_eu_link IS NOT NULL AND b.pipeline_tag IS NULL)
                OR ($train_other_models AND l.train_other_models IS NULL)) THEN 'clause'
            WHEN l.tier = 1 THEN 'terms'
            ELSE 'none' END AS why
    FROM bound b
    LEFT JOIN licence l ON l.licence = b.key
), strictest AS (
    SELECT * FROM judged
    QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY
        list_position(['commercial', 'eu', 'users', 'training', 'licence', 'clause', 'terms', 'none'], why), key) = 1
), answered AS (
    SELECT a.model_id, a.lab_id, s.key AS licence, s.limits AS clause, s.limits_fr AS clause_fr,
        CASE WHEN s.why = 'eu' THEN coalesce(s.no_eu_link, s.link) ELSE s.link END AS link,
        CASE WHEN s.why <> 'none' OR a.tier >= 2 THEN s.why
            WHEN a.gated = 'manual' THEN 'gated'
            ELSE 'licence' END AS why, -- a tier below its licence's: bound by something that is not read here
        a.downloads_30d, a.latest_on, a.latest_source AS source
    FROM asked a JOIN strictest s USING (model_id)
), named AS (
    SELECT *,
        CASE WHEN why = 'none' THEN 'free'
            WHEN why IN ('terms', 'gated') THEN 'conditions'
            WHEN why IN ('licence', 'clause') THEN 'unknown'
            ELSE 'refused' END AS verdict
    FROM answered
)
SELECT
    model_id, lab_id, verdict, why, licence, clause, clause_fr, link, downloads_30d, latest_on,
    count(*) OVER (PARTITION BY verdict, why) AS models_of_why,
    count(*) OVER () AS models_asked,
    source,
    count(*) OVER () AS shown_of
FROM named
QUALIFY row_number() OVER (PARTITION BY verdict ORDER BY downloads_30d DESC NULLS LAST, model_id) <= $shown
ORDER BY list_position(['free', 'conditions', 'unknown', 'refused'], verdict), downloads_30d DESC NULLS LAST, model_id
-- finding
WITH reason AS (
    SELECT verdict, why, any_value(models_of_why) AS models, any_value(models_asked) AS asked, max(latest_on) AS latest_on
    FROM result GROUP BY verdict, why
), total AS (
    SELECT
        coalesce(sum(models) FILTER (verdict = 'free'), 0) AS free,
        coalesce(sum(models) FILTER (verdict = 'conditions'), 0) AS conditions,
        coalesce(sum(models) FILTER (verdict = 'refused'), 0) AS refused,
        coalesce(sum(models) FILTER (verdict = 'unknown'), 0) AS unknown,
        any_value(asked) AS asked, max(latest_on) AS as_of
    FROM reason
)
SELECT CASE WHEN free + conditions > 0 THEN 'some' ELSE 'none' END AS finding_case,
    free + conditions AS left, free, conditions, refused, asked - free - conditions - refused AS unknown, asked, as_of,
    CASE WHEN unknown <= $unknown_high * asked THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN unknown > $unknown_high * asked THEN 'partial_coverage' END AS confidence_reason
FROM total WHERE asked > 0
