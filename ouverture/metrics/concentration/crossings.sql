/*---
title    = {en = "Who passed whom", fr = "Qui a dépassé qui"}
question = {en = "Which labs passed others, and did it last?", fr = "Quels laboratoires en ont dépassé d'autres, et est-ce resté ?"}
unit     = {en = "crossings of 30-day downloads between labs", fr = "croisements des téléchargements sur 30 jours entre laboratoires"}
grain    = "source, crossed_on, passed_by, passed"
version  = 2
tables   = ["mart_top", "series_run", "snapshot_run", "lab", "organisation"]
sources  = "rows"

[formula]
en = "Both labs among the twenty largest at two readings in a row, their order reversed at the later one. Confirmed if the new order stands at every reading until at least {confirm_days} days later; otherwise reversed, or too recent to say. Labs are compared by their totals as listed."
fr = "Deux laboratoires parmi les vingt premiers à deux relevés de suite, leur ordre inversé au second. Confirmé si le nouvel ordre tient à chaque relevé jusqu'à {confirm_days} jours plus tard au moins ; sinon annulé, ou trop récent pour conclure. Les laboratoires se comparent par leurs totaux tels que listés."

[limits]
en = [
  "A crossing at a reading where one of the two gained an organisation on the list is marked as a break: it may be the list.",
  "Raw counts of one large repository can cross labs: compare with the adjusted figures.",
  "Like for like, as on the page Labs, the order may change at an earlier or a later reading.",
]
fr = [
  "Un croisement à un relevé où l'un des deux a gagné une organisation dans la liste est marqué comme rupture : il peut venir de la liste.",
  "Le compteur d'un seul grand dépôt peut faire se croiser deux laboratoires : comparer aux chiffres ajustés.",
  "À périmètre constant, comme à la page Laboratoires, l'ordre peut changer à un relevé antérieur ou postérieur.",
]

[constants]
confirm_days = 28

[parameters.tasks]

[parameters.basis]

[parameters.interval]
type = "text"
default = "all"
allowed = ["all", "last"]
label = {en = "Readings", fr = "Relevés"}

[columns.source]
like = "source_hub"

[columns.crossed_on]
type = "date"
label = {en = "Date", fr = "Date"}
meaning = {en = "First reading that shows the new order", fr = "Premier relevé qui montre le nouvel ordre"}
[columns.before_date]

[columns.passed_by]
type = "text"
label = {en = "Passed by", fr = "Dépassé par"}
meaning = {en = "Lab now ahead", fr = "Laboratoire désormais devant"}
[columns.passed]
type = "text"
label = {en = "Passed", fr = "Dépassé"}
meaning = {en = "Lab now behind", fr = "Laboratoire désormais derrière"}
[columns.place]
type = "integer"
unit = "rank"
label = {en = "Rank", fr = "Rang"}
meaning = {en = "Rank of the lab now ahead", fr = "Rang du laboratoire désormais devant"}
[columns.state]
meaning = {en = "confirmed, reversed, recent", fr = "confirmed (confirmé), reversed (annulé), recent (récent)"}

[columns.confirmed_on]
type = "date"
label = {en = "Confirmed on", fr = "Confirmé le"}
meaning = {en = "First reading at least {confirm_days} days later, if the order still stood", fr = "Premier relevé au moins {confirm_days} jours plus tard, si l'ordre tenait encore"}

[columns.flags]
meaning = {en = "break: one of the two gained or lost an organisation on the list", fr = "break : l'un des deux a gagné ou perdu une organisation dans la liste"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "A crossing lies between two readings; those of the last interval alone may be asked for."
fr = "Un croisement se situe entre deux relevés ; ceux du seul dernier intervalle peuvent être demandés."

[finding.crossed]
en = "{passed_by|text} passed {passed|text} between {before_date|date} and {crossed_on|date}"
fr = "{passed_by|text} dépasse {passed|text} après le {before_date|date}"
[note.crossed]
en = "In totals as listed, confirmed {days|integer} days later, on {confirmed_on|date}. The newest confirmed crossing among the first five, of {crossings|integer} crossings in all; {reversed|integer} were reversed."
fr = "Entre les relevés du {before_date|date} et du {crossed_on|date}, en totaux tels que listés ; confirmé {days|integer} jours plus tard, le {confirmed_on|date}. Le dernier croisement confirmé parmi les cinq premiers, sur {crossings|integer} croisements ; {reversed|integer} se sont annulés."
[finding.none]
en = "No confirmed crossing among the first five labs"
fr = "Aucun croisement confirmé parmi les cinq premiers laboratoires"
[finding.rose]
en = "{passed_by|text} rose to place {place|integer} among the labs"
fr = "{passed_by|text} monte à la place {place|integer} parmi les laboratoires"
[note.rose]
en = "In totals as listed, between the readings of {before_date|date} and {as_of|date}. Labs that it passed: {others|integer}. Too recent to say whether it lasts {confirm_days|integer} days."
fr = "En totaux tels que listés, entre les relevés du {before_date|date} et du {as_of|date}. Laboratoires dépassés : {others|integer}. Trop récent pour dire si cela tient {confirm_days|integer} jours."
[finding.still]
en = "No change at the top: no lab passed another among the first five"
fr = "Rien ne change en tête : aucun dépassement parmi les cinq premiers"
[note.still]
en = "In totals as listed, between the readings of {before_date|date} and {as_of|date}.[ Crossings further down, or by a lab that gained an organisation on the list: {crossings|integer}.]"
fr = "En totaux tels que listés, entre les relevés du {before_date|date} et du {as_of|date}.[ Croisements plus bas, ou par un laboratoire qui a gagné une organisation dans la liste : {crossings|integer}.]"
[finding.one_reading]
en = "One reading only: no lab can have passed another"
fr = "Un seul relevé : aucun laboratoire n'a pu en dépasser un autre"
---*/
WITH top AS (
    SELECT t.run_id, t.source, t.snapshot_date, t.place, t.unit_id
    FROM mart_top t
    WHERE t.tasks = $tasks AND t.unit = 'lab' AND t.basis = $basis AND t.unit_id IN (SELECT lab_id FROM lab)
), crossing AS (
    SELECT a.run_id, a.source, before_a.snapshot_date AS before_date, a.snapshot_date AS crossed_on, a.unit_id AS ahead, b.unit_id AS behind, a.place
    FROM top a
    JOIN top b ON b.run_id = a.run_id AND b.place > a.place
    JOIN snapshot_run s ON s.run_id = a.run_id
    JOIN top before_a ON before_a.run_id = s.previous_run_id AND before_a.unit_id = a.unit_id
    JOIN top before_b ON before_b.run_id = s.previous_run_id AND before_b.unit_id = b.unit_id
    WHERE before_a.place > before_b.place
), later AS (
    SELECT c.run_id, c.ahead, c.behind,
        bool_and(a.place < b.place) FILTER (a.snapshot_date <= c.crossed_on + $confirm_days
            OR a.snapshot_date = (SELECT min(snapshot_date) FROM top x WHERE x.source = c.source AND x.snapshot_date >= c.crossed_on + $confirm_days))
            AS stands,
        min(a.snapshot_date) FILTER (a.snapshot_date >= c.crossed_on + $confirm_days) AS confirmed_on
    FROM crossing c
    JOIN top a ON a.source = c.source AND a.unit_id = c.ahead AND a.snapshot_date > c.crossed_on
    JOIN top b ON b.run_id = a.run_id AND b.unit_id = c.behind
    GROUP BY c.run_id, c.ahead, c.behind
), moved AS (
    SELECT r.run_id, o.lab_id
    FROM series_run r
    JOIN organisation o ON list_contains(r.organisations_entered, o.organisation_id) OR list_contains(r.organisations_left, o.organisation_id)
    GROUP BY ALL
)
SELECT
    c.source,
    c.crossed_on,
    c.before_date,
    a.name AS passed_by,
    b.name AS passed,
    c.place,
    CASE WHEN NOT l.stands THEN 'reversed' WHEN l.confirmed_on IS NOT NULL THEN 'confirmed' ELSE 'recent' END AS state,
    CASE WHEN l.stands THEN l.confirmed_on END AS confirmed_on,
    CASE WHEN EXISTS (FROM moved m WHERE m.run_id = c.run_id AND m.lab_id IN (c.ahead, c.behind)) THEN 'break' END AS flags
FROM crossing c
JOIN lab a ON a.lab_id = c.ahead
JOIN lab b ON b.lab_id = c.behind
LEFT JOIN later l ON (l.run_id, l.ahead, l.behind) = (c.run_id, c.ahead, c.behind)
WHERE $interval = 'all' OR c.run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run SEMI JOIN top USING (run_id))
ORDER BY state = 'recent', c.crossed_on DESC, c.source, c.place, b.name -- those that are known to stand or not first
-- finding
WITH last_run AS (
    SELECT source, snapshot_date, snapshot_date - days_since_previous::INTEGER AS before_date
    FROM series_run
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run SEMI JOIN mart_top USING (run_id))
), chosen AS (
    SELECT * FROM result
    WHERE $interval = 'last' OR source = (SELECT newest(source, crossed_on, source) FROM result)
), best AS (
    SELECT * FROM chosen WHERE ($interval = 'last' OR state = 'confirmed') AND place <= 5 AND flags IS NULL
    ORDER BY crossed_on DESC, place LIMIT 1
)
SELECT
    CASE WHEN $interval = 'all' THEN CASE WHEN b.passed IS NULL THEN 'none' ELSE 'crossed' END
        WHEN n.before_date IS NULL THEN 'one_reading' WHEN b.passed IS NULL THEN 'still' ELSE 'rose' END AS finding_case,
    b.passed_by, b.passed, b.place, b.crossed_on, b.confirmed_on, b.confirmed_on - b.crossed_on AS days,
    coalesce(b.before_date, n.before_date) AS before_date,
    (SELECT count(*) FROM chosen) AS crossings,
    (SELECT count(*) FROM chosen WHERE state = 'reversed') AS reversed,
    (SELECT count(*) FROM chosen c WHERE c.passed_by = b.passed_by) AS others,
    CASE WHEN $interval = 'all' THEN (SELECT max(crossed_on) FROM chosen) ELSE n.snapshot_date END AS as_of,
    'medium' AS confidence
FROM last_run n LEFT JOIN best b ON TRUE
WHERE $interval = 'last' OR EXISTS (FROM chosen)
