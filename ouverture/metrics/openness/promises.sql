/*---
title    = {en = "Promises to open", fr = "Promesses d'ouverture"}
question = {en = "What did labs say they would open, and did they?", fr = "Qu'ont promis d'ouvrir les laboratoires, et l'ont-ils fait ?"}
unit     = {en = "one row a promise", fr = "une ligne par promesse"}
grain    = "lab_id, announced_on, what"
version  = 2
tables   = ["promise", "snapshot_run"]
sources  = ["registry"]

[formula]
en = "State on the day of the newest reading of this build: kept = delivered by the last day first named and never put off, or no day was named; late = delivered after it, or put off on the way; overdue = that day is past and no delivery is known to us; pending = that day is still to come, or none was named. Days late run from the last day first named to the delivery, or to the day of the newest reading."
fr = "État au jour du dernier relevé de cette version des données : tenue = livrée au dernier jour annoncé d'abord au plus tard et sans report, ou sans jour annoncé ; en retard = livrée après, ou reportée en chemin ; échue = ce jour est passé et nous ne connaissons pas de livraison ; en attente = ce jour est à venir, ou aucun n'a été donné. Les jours de retard vont du dernier jour annoncé d'abord à la livraison, ou au jour du dernier relevé."

[limits]
en = [
  "Only promises whose words and outcome can be read at a link: a handful, chosen by us, and no sample of all.",
  "No delivery known to us is not the same as none.",
  "A date such as “about six months” is read as its last plausible day.",
]
fr = [
  "Seulement les promesses dont les mots et l'issue se lisent à un lien : une poignée, choisie par nous, et non un échantillon.",
  "Pas de livraison connue de nous ne veut pas dire aucune.",
  "Une date comme « dans six mois environ » est lue comme son dernier jour plausible.",
]

[constants]
few = 30

[columns.lab_id]
like = "lab_id_registry"

[columns.what]
type = "text"
label = {en = "Promise", fr = "Promesse"}
meaning = {en = "What was promised, English", fr = "Ce qui a été promis, en anglais"}

[columns.what_fr]
type = "text"
label = {en = "Promise", fr = "Promesse"}
meaning = {en = "The same, French", fr = "La même, en français"}

[columns.state]
meaning = {en = "kept, late, overdue, pending", fr = "kept (tenue), late (tenue en retard), overdue (échue), pending (en attente)"}

[columns.announced_on]
type = "date"
label = {en = "Announced", fr = "Annoncée le"}
meaning = {en = "When it was said", fr = "Quand elle a été dite"}

[columns.due_on]
type = "date"
label = {en = "Due", fr = "Échéance"}
meaning = {en = "Last day named; empty = none", fr = "Dernier jour annoncé ; vide = aucun"}

[columns.postponed]
type = "integer"
label = {en = "Put off", fr = "Reports"}
meaning = {en = "Times it was put off after a day was named", fr = "Nombre de reports après l'annonce d'un jour"}

[columns.delivered_on]
type = "date"
label = {en = "Delivered", fr = "Livrée le"}
meaning = {en = "When it was kept; empty = no delivery known to us by the newest reading", fr = "Quand elle a été tenue ; vide = pas de livraison connue de nous au dernier relevé"}

[columns.days_late]
type = "integer"
unit = "days"
label = {en = "Days late", fr = "Jours de retard"}
meaning = {en = "Days after the last day named; empty where none was named or it was kept in time", fr = "Jours après le dernier jour annoncé ; vide si aucun ne l'a été ou si elle a été tenue à temps"}

[columns.link]
type = "text"
label = {en = "Said at", fr = "Dite sur"}
meaning = {en = "Where it was said", fr = "Où elle a été dite"}

[columns.delivered_link]
type = "text"
label = {en = "Seen at", fr = "Vue sur"}
meaning = {en = "Where the delivery can be seen", fr = "Où se voit la livraison"}

[columns.as_of]
meaning = {en = "Day of the newest reading", fr = "Jour du dernier relevé"}

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
en = "A promise that was put off is late, whenever it is kept (OpenAI's open weights: put off twice). Times put off have a column."
fr = "Une promesse reportée est en retard, quel que soit le jour où elle est tenue (les poids ouverts d'OpenAI : deux reports). Les reports ont une colonne."

[finding.counted]
en = "Promises to open: {kept|integer} of {all|integer} kept, {late|integer} of them late; overdue: {overdue|integer}"
fr = "Promesses d'ouverture : {kept|integer} tenues sur {all|integer}, dont {late|integer} en retard ; échues : {overdue|integer}"
[note.counted]
en = "A handful whose words and outcome can be read, no sample of all. Overdue: no delivery known to us by {as_of|date}."
fr = "Une poignée dont les mots et l'issue se lisent, non un échantillon. Échue : pas de livraison connue de nous au {as_of|date}."
---*/
WITH today AS (
    SELECT max(snapshot_date) AS as_of FROM snapshot_run WHERE in_series
), known AS (
    SELECT p.lab_id, p.what_en, p.what_fr, p.announced_on, p.due_on, p.postponed, p.link, t.as_of,
        CASE WHEN p.delivered_on <= t.as_of THEN p.delivered_on END AS delivered_on,
        CASE WHEN p.delivered_on <= t.as_of THEN p.delivered_link END AS delivered_link
    FROM promise p JOIN today t ON p.announced_on <= t.as_of
)
SELECT
    lab_id,
    what_en AS what,
    what_fr,
    CASE WHEN delivered_on > due_on OR (delivered_on IS NOT NULL AND postponed > 0) THEN 'late'
        WHEN delivered_on IS NOT NULL THEN 'kept'
        WHEN due_on < as_of THEN 'overdue'
        ELSE 'pending' END AS state,
    announced_on,
    due_on,
    postponed,
    delivered_on,
    CASE WHEN coalesce(delivered_on, as_of) > due_on THEN (coalesce(delivered_on, as_of) - due_on)::INTEGER END AS days_late,
    link,
    delivered_link,
    as_of
FROM known
ORDER BY list_position(['overdue', 'pending', 'late', 'kept'], state), announced_on DESC, lab_id, what
-- finding
SELECT 'counted' AS finding_case,
    count(*) AS "all", count(*) FILTER (state IN ('kept', 'late')) AS kept, count(*) FILTER (state = 'late') AS late,
    count(*) FILTER (state = 'overdue') AS overdue, max(as_of) AS as_of,
    CASE WHEN count(*) < $few THEN 'low' ELSE 'medium' END AS confidence, 'few_readings' AS confidence_reason
FROM result HAVING count(*) > 0
