/*---
title    = {en = "Health of the sources", fr = "État des sources"}
question = {en = "Which sources answered, and when last?", fr = "Quelles sources ont répondu, et quand pour la dernière fois ?"}
unit     = {en = "one row a source", fr = "une ligne par source"}
grain    = "source"
version  = 1
tables   = ["source_visit"]
sources  = "rows"

[formula]
en = "From the log of visits: every time a source was asked, and how it answered. Good = it brought what was asked for, or a part of it. Days without = from the last good visit to the newest visit of any source."
fr = "D'après le registre des visites : chaque interrogation d'une source et sa réponse. Bonne visite = elle a apporté tout ou partie de ce qui était demandé. Jours sans = de la dernière bonne visite à la plus récente visite de n'importe quelle source."

[limits]
en = [
  "A source that fails is left out and the others go on: its last figures stay, with their dates.",
  "A source that needs a key and has none is never asked and has no row.",
  "Visits after this build are told by the command `ouverture status`.",
]
fr = [
  "Une source qui échoue est laissée de côté et les autres continuent : ses derniers chiffres restent, avec leurs dates.",
  "Une source qui exige une clé absente n'est jamais interrogée et n'a pas de ligne.",
  "Les visites postérieures à cette version sont données par la commande `ouverture status`.",
]

[columns.source]
meaning = {en = "Source asked", fr = "Source interrogée"}

[columns.visit_status]
type = "text"
label = {en = "Status", fr = "État"}
meaning = {en = "Of the last visit: ok, partial (some addresses gave nothing), failed", fr = "De la dernière visite : ok, partial (certaines adresses n'ont rien donné), failed (échec)"}
[columns.last_visit_on]
type = "date"
label = {en = "Last visit", fr = "Dernière visite"}
meaning = {en = "Day of the last visit (UTC)", fr = "Jour de la dernière visite (UTC)"}
[columns.last_good_on]
type = "date"
label = {en = "Last good", fr = "Dernière bonne"}
meaning = {en = "Day of the last visit that brought something; empty = none ever did", fr = "Jour de la dernière visite fructueuse ; vide = aucune"}
[columns.days_without]
type = "integer"
unit = "days"
label = {en = "Days without", fr = "Jours sans"}
meaning = {en = "Days from the last good visit to the newest visit of any source", fr = "Jours entre la dernière bonne visite et la plus récente visite de n'importe quelle source"}
[columns.visits]
type = "integer"
label = {en = "Visits", fr = "Visites"}
meaning = {en = "Visits in the ledger", fr = "Visites au registre"}
[columns.reason]
type = "text"
label = {en = "Reason", fr = "Raison"}
meaning = {en = "Why the last visit is not ok, as it was told; empty = it is", fr = "Pourquoi la dernière visite n'est pas bonne, telle que dite (en anglais) ; vide = elle l'est"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.only]
en = "The one source visited so far answered"
fr = "La seule source visitée à ce jour a répondu"
[finding.good]
en = "All {sources|integer} sources answered at their last visit"
fr = "Les {sources|integer} sources ont répondu à leur dernière visite"
[finding.partial]
en = "Sources that answered in part: {partial|integer} of {sources|integer}"
fr = "Sources qui n'ont répondu qu'en partie : {partial|integer} sur {sources|integer}"
[note.partial]
en = "In part: {partial_names|text}."
fr = "En partie : {partial_names|text}."
[finding.failed]
en = "Sources that did not answer at their last visit: {failed|integer} of {sources|integer}"
fr = "Sources sans réponse à leur dernière visite : {failed|integer} sur {sources|integer}"
[note.failed]
en = "Without an answer: {failed_names|text}. Their last figures stay, with their dates."
fr = "Sans réponse : {failed_names|text}. Leurs derniers chiffres restent, avec leurs dates."
---*/
WITH newest AS (
    SELECT max(visited_at)::DATE AS newest_on FROM source_visit
)
SELECT
    source,
    arg_max(status, visited_at) AS visit_status,
    max(visited_at)::DATE AS last_visit_on,
    max(visited_at) FILTER (status <> 'failed')::DATE AS last_good_on,
    (any_value(newest_on) - last_good_on)::INTEGER AS days_without,
    count(*) AS visits,
    arg_max_null(reason, visited_at) AS reason
FROM source_visit, newest
GROUP BY source
ORDER BY visit_status = 'ok', visit_status = 'partial', source
-- finding
SELECT
    CASE
        WHEN count(*) FILTER (visit_status = 'failed') > 0 THEN 'failed'
        WHEN count(*) FILTER (visit_status = 'partial') > 0 THEN 'partial'
        WHEN count(*) = 1 THEN 'only'
        ELSE 'good' END AS finding_case,
    count(*) AS sources,
    count(*) FILTER (visit_status = 'failed') AS failed,
    count(*) FILTER (visit_status = 'partial') AS partial,
    list(source ORDER BY source) FILTER (visit_status = 'failed') AS failed_names,
    list(source ORDER BY source) FILTER (visit_status = 'partial') AS partial_names,
    max(last_visit_on) AS as_of,
    'high' AS confidence
FROM result
HAVING count(*) > 0
