/*---
title    = {en = "Who passed whom", fr = "Qui a dépassé qui"}
question = {en = "Which labs passed others, and did it last?", fr = "Quels laboratoires en ont dépassé d'autres, et est-ce resté ?"}
unit     = {en = "crossings of 30-day downloads between labs", fr = "croisements des téléchargements sur 30 jours entre laboratoires"}
grain    = "source, crossed_on, passed_by, passed"
version  = 1
tables   = ["mart_top", "series_run", "snapshot_run", "lab", "organisation"]
sources  = "rows"

[formula]
en = "Both labs among the twenty largest at two readings in a row, their order reversed at the later one. Confirmed if the new order stands at every reading until at least {confirm_days} days later; otherwise reversed, or too recent to say."
fr = "Deux laboratoires parmi les vingt premiers à deux relevés de suite, leur ordre inversé au second. Confirmé si le nouvel ordre tient à chaque relevé jusqu'à {confirm_days} jours plus tard au moins ; sinon annulé, ou trop récent pour conclure."

[limits]
en = [
  "A crossing at a reading where one of the two gained an organisation on the list is marked as a break: it may be the list.",
  "Raw counts of one large repository can cross labs: compare with the adjusted figures.",
]
fr = [
  "Un croisement à un relevé où l'un des deux a gagné une organisation dans la liste est marqué comme rupture : il peut venir de la liste.",
  "Le compteur d'un seul grand dépôt peut faire se croiser deux laboratoires : comparer aux chiffres ajustés.",
]

[constants]
confirm_days = 28

[parameters.tasks]

[parameters.basis]

[columns.source]
like = "source_hub"

[columns.crossed_on]
type = "date"
label = {en = "Date", fr = "Date"}
meaning = {en = "First reading that shows the new order", fr = "Premier relevé qui montre le nouvel ordre"}
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

[columns.flags]
meaning = {en = "break: one of the two gained or lost an organisation on the list", fr = "break : l'un des deux a gagné ou perdu une organisation dans la liste"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.crossed]
en = "{passed_by|text} passed {passed|text} on {crossed_on|date}, confirmed {days|integer} days later"
fr = "{passed_by|text} a dépassé {passed|text} le {crossed_on|date}, ce qui s'est confirmé {days|integer} jours plus tard"
[note.crossed]
en = "The newest confirmed crossing among the first five, of {crossings|integer} crossings in all; {reversed|integer} were reversed."
fr = "Le dernier croisement confirmé parmi les cinq premiers, sur {crossings|integer} croisements ; {reversed|integer} se sont annulés."
[finding.none]
en = "No confirmed crossing among the first five labs"
fr = "Aucun croisement confirmé parmi les cinq premiers laboratoires"
---*/
WITH top AS (
    SELECT t.run_id, t.source, t.snapshot_date, t.place, t.unit_id
    FROM mart_top t
    WHERE t.tasks = $tasks AND t.unit = 'lab' AND t.basis = $basis AND t.unit_id IN (SELECT lab_id FROM lab)
), crossing AS (
    SELECT a.run_id, a.source, a.snapshot_date AS crossed_on, a.unit_id AS ahead, b.unit_id AS behind, a.place
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
        max(a.snapshot_date) AS last_on
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
    a.name AS passed_by,
    b.name AS passed,
    c.place,
    CASE WHEN NOT l.stands THEN 'reversed' WHEN l.last_on >= c.crossed_on + $confirm_days THEN 'confirmed' ELSE 'recent' END AS state,
    CASE WHEN EXISTS (FROM moved m WHERE m.run_id = c.run_id AND m.lab_id IN (c.ahead, c.behind)) THEN 'break' END AS flags
FROM crossing c
JOIN lab a ON a.lab_id = c.ahead
JOIN lab b ON b.lab_id = c.behind
LEFT JOIN later l ON (l.run_id, l.ahead, l.behind) = (c.run_id, c.ahead, c.behind)
ORDER BY state = 'recent', c.crossed_on DESC, c.source, c.place, b.name -- those that are known to stand or not first
-- finding
WITH chosen AS (
    SELECT * FROM result WHERE source = (SELECT source FROM result ORDER BY crossed_on DESC, source = 'hub' DESC LIMIT 1)
), best AS (
    SELECT * FROM chosen WHERE state = 'confirmed' AND place <= 5 AND flags IS NULL ORDER BY crossed_on DESC, place LIMIT 1
)
SELECT
    CASE WHEN b.passed IS NULL THEN 'none' ELSE 'crossed' END AS finding_case,
    b.passed_by, b.passed, b.crossed_on, $confirm_days AS days,
    (SELECT count(*) FROM chosen) AS crossings,
    (SELECT count(*) FROM chosen WHERE state = 'reversed') AS reversed,
    (SELECT max(crossed_on) FROM chosen) AS as_of,
    'medium' AS confidence
FROM (SELECT 1) LEFT JOIN best b ON TRUE
WHERE EXISTS (FROM chosen)
