/*---
title    = {en = "Downloads in windows that do not overlap", fr = "Téléchargements par fenêtres qui ne se recouvrent pas"}
question = {en = "How many downloads, counted once?", fr = "Combien de téléchargements, comptés une seule fois ?"}
unit     = {en = "downloads in a window of 30 days", fr = "téléchargements sur une fenêtre de 30 jours"}
grain    = "source, snapshot_date"
version  = 1
tables   = ["mart_adoption", "series_run"]
sources  = "rows"

[formula]
en = "From the newest reading backwards, the next reading at least {window_days} days earlier, and so on: their 30-day windows do not overlap and may be added. Days between two windows that no window covers are given."
fr = "En remontant du dernier relevé : le premier relevé antérieur d'au moins {window_days} jours, et ainsi de suite : leurs fenêtres de 30 jours ne se recouvrent pas et peuvent s'additionner. Les jours que nulle fenêtre ne couvre sont donnés."

[limits]
en = [
  "Where days are not covered, the sum of the windows is less than the truth.",
  "Raw: organisations that enter the list raise it.",
]
fr = [
  "Là où des jours ne sont pas couverts, la somme des fenêtres est inférieure à la réalité.",
  "Brut : les organisations qui entrent dans la liste l'élèvent.",
]

[constants]
window_days = 30

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]

[columns.from_on]
type = "date"
label = {en = "From", fr = "Du"}
meaning = {en = "First day of the window", fr = "Premier jour de la fenêtre"}

[columns.snapshot_date]
[columns.downloads_30d]
[columns.models]

[columns.uncovered_days]
type = "integer"
unit = "days"
label = {en = "Days not covered", fr = "Jours non couverts"}
meaning = {en = "Days between this window and the one before", fr = "Jours entre cette fenêtre et la précédente"}

[columns.flags]

[chart]
kind = "column"
x = "snapshot_date"
y = "downloads_30d"
series = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.one]
en = "{total|compact} downloads in one window of 30 days"
fr = "{total|compact} téléchargements en une fenêtre de 30 jours"
[note.one]
en = "From {since|date} to {as_of|date}. The next window begins with a reading 30 days later."
fr = "Du {since|date} au {as_of|date}. La fenêtre suivante commence à un relevé pris 30 jours plus tard."
[finding.sum]
en = "{total|compact} downloads in {windows|integer} windows of 30 days, counted once"
fr = "{total|compact} téléchargements en {windows|integer} fenêtres de 30 jours, comptés une fois"
[note.sum]
en = "From {since|date} to {as_of|date}.[ Days in between that no window covers: {uncovered|integer}.]"
fr = "Du {since|date} au {as_of|date}.[ Jours intermédiaires qu'aucune fenêtre ne couvre : {uncovered|integer}.]"
---*/
WITH RECURSIVE reading AS (
    SELECT r.source, r.snapshot_date, r.flags, sum(a.downloads_30d) AS downloads, sum(a.models) AS models
    FROM series_run r JOIN mart_adoption a USING (run_id)
    WHERE ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
        AND ($source = 'auto' OR r.source = $source)
    GROUP BY r.source, r.snapshot_date, r.flags
), picked AS (
    SELECT source, max(snapshot_date) AS snapshot_date FROM reading GROUP BY source
    UNION ALL
    SELECT p.source, (SELECT max(r.snapshot_date) FROM reading r
        WHERE r.source = p.source AND r.snapshot_date <= p.snapshot_date - $window_days) AS snapshot_date
    FROM picked p
    WHERE EXISTS (FROM reading r WHERE r.source = p.source AND r.snapshot_date <= p.snapshot_date - $window_days)
)
SELECT r.source, r.snapshot_date - $window_days + 1 AS from_on, r.snapshot_date, r.downloads::BIGINT AS downloads_30d,
    r.models::BIGINT AS models,
    r.snapshot_date - $window_days - lag(r.snapshot_date) OVER (PARTITION BY r.source ORDER BY r.snapshot_date) AS uncovered_days,
    r.flags
FROM picked p JOIN reading r ON r.source = p.source AND r.snapshot_date = p.snapshot_date
ORDER BY r.source, r.snapshot_date
-- finding
SELECT CASE WHEN count(*) = 1 THEN 'one' ELSE 'sum' END AS finding_case, sum(downloads_30d) AS total, count(*) AS windows, min(from_on) AS since,
    coalesce(sum(uncovered_days), 0) AS uncovered, max(snapshot_date) AS as_of,
    CASE WHEN any_value(source) = 'hub' THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN any_value(source) <> 'hub' THEN 'chosen_list' END AS confidence_reason
FROM result
WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
HAVING count(*) > 0
