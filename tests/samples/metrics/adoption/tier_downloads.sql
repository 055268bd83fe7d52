/*---
title    = {en = "Downloads by tier", fr = "Téléchargements par degré"}
question = {en = "What do people download?", fr = "Que télécharge-t-on ?"}
unit     = {en = "downloads, last {window_days} days", fr = "téléchargements, {window_days} derniers jours"}
grain    = "source, snapshot_date, tier"
version  = 2
tables   = ["mart_adoption"]
sources  = "rows"
formula  = {en = "Sum over {window_days} days, at least {minimum}.", fr = "Somme sur {window_days} jours, au moins {minimum}."}
limits   = {en = ["Windows overlap: never add them."], fr = ["Les fenêtres se recouvrent : ne les additionnez pas."]}

[constants]
window_days = 30
minimum = 0.5

[parameters.labs]
type = "list"
null = true
allowed_from = "lab.lab_id"
max_items = 6
label = {en = "Labs", fr = "Laboratoires"}

[parameters.since]
type = "date"
null = true
label = {en = "Since", fr = "Depuis"}

[parameters.order]
type = "text"
default = "date"
allowed = ["date", "size"]
label = {en = "Order", fr = "Ordre"}

[columns.source]
type = "text"
label = {en = "Source", fr = "Source"}
meaning = {en = "Source of the reading", fr = "Source du relevé"}

[columns.snapshot_date]
type = "date"
label = {en = "Date", fr = "Date"}
meaning = {en = "Day of the reading", fr = "Jour du relevé"}

[columns.tier]
type = "integer"
label = {en = "Tier", fr = "Degré"}
meaning = {en = "Openness tier; empty = unknown", fr = "Degré d'ouverture ; vide = inconnu"}

[columns.downloads_30d]
type = "integer"
unit = "downloads"
label = {en = "Downloads", fr = "Téléchargements"}
meaning = {en = "Sum of 30-day counters", fr = "Somme des compteurs de 30 jours"}

[columns.share]
type = "number"
unit = "share"
label = {en = "Share", fr = "Part"}
meaning = {en = "Of all downloads of the day", fr = "Du total du jour"}

[columns.flags]
type = "text"
label = {en = "Flags", fr = "Marques"}
meaning = {en = "Point flags", fr = "Marques du point"}

[chart]
kind = "area"
x = "snapshot_date"
y = "downloads_30d"
series = "tier"
facet = "source"
stack = true

[[changelog]]
version = 1
on = 2026-11-20
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "Share added."
fr = "Ajout de la part."

[finding.leads]
en = "{lab|lab} leads with {downloads|compact} downloads, {share|percent} of all, {change|signed_percent} since {before|date}"
fr = "{lab|lab} mène : {downloads|compact} de téléchargements, {share|percent} du total, {change|signed_percent} depuis le {before|date}"

[finding.thin]
en = "Too few readings to say"
fr = "Trop peu de relevés pour le dire"
---*/
SELECT
    source,
    snapshot_date,
    tier,
    sum(downloads_30d) AS downloads_30d,
    -- 0/0 is not a number and must come out as unknown: $since stays as it is in this comment
    sum(downloads_30d) / sum(sum(downloads_30d)) OVER (PARTITION BY source, snapshot_date) AS share,
    CASE WHEN sum(downloads_30d) < $minimum THEN 'it''s $order; low' END AS flags
FROM mart_adoption
WHERE ($labs IS NULL OR list_contains($labs, lab_id)) AND ($since IS NULL OR snapshot_date >= $since)
GROUP BY source, snapshot_date, tier
ORDER BY CASE WHEN $order = 'size' THEN -sum(downloads_30d) END, source, snapshot_date, tier NULLS LAST
-- finding
SELECT
    CASE WHEN count(*) > 1 THEN 'leads' ELSE 'thin' END AS finding_case,
    'mistral' AS lab,
    max(downloads_30d) AS downloads,
    max(share) AS share,
    4.0 AS change,
    min(snapshot_date) AS before,
    max(snapshot_date) AS as_of,
    CASE WHEN count(*) > $window_days THEN 'high' ELSE 'medium' END AS confidence
FROM result
