/*---
title    = {en = "Readings of a model", fr = "Relevés d'un modèle"}
question = {en = "How many downloads has this model had, reading by reading?", fr = "Combien de téléchargements ce modèle a-t-il eus, relevé par relevé ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "source, snapshot_date"
version  = 1
tables   = ["reading", "mart_name", "snapshot_run"]
sources  = "rows"

[formula]
en = "The counters of every good reading of each source that lists the model, the last one of a day. A reading more than {gap_days} days after the one before parts the line."
fr = "Les compteurs de chaque bon relevé de chaque source qui liste le modèle, le dernier d'un jour. Un relevé à plus de {gap_days} jours du précédent coupe la ligne."

[limits]
en = [
  "30-day windows of two readings overlap: never add them.",
  "Lines of two sources are never joined: they read at different hours and list different models.",
]
fr = [
  "Les fenêtres de 30 jours de deux relevés se recouvrent : ne jamais les additionner.",
  "Les courbes de deux sources ne se joignent jamais : elles relèvent à des heures différentes et listent des modèles différents.",
]

[constants]
gap_days = 45

[parameters.model]

[columns.source]
[columns.snapshot_date]
[columns.downloads_30d]
[columns.downloads_all_time]
[columns.likes]
[columns.flags]

[chart]
kind = "line"
x = "snapshot_date"
y = "downloads_30d"
series = "source"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.peak]
en = "{now|compact} downloads in 30 days; the highest reading was {peak|compact}, on {peak_on|date}"
fr = "{now|compact} téléchargements en 30 jours ; le plus haut relevé : {peak|compact}, le {peak_on|date}"

[finding.now]
en = "{now|compact} downloads in 30 days, its highest reading"
fr = "{now|compact} téléchargements en 30 jours, son plus haut relevé"
---*/
WITH span AS (
    SELECT *, lead(run_seq) OVER (PARTITION BY source ORDER BY run_seq) AS next_seq
    FROM reading WHERE model_key = (SELECT model_key FROM mart_name WHERE name = $model)
), read AS (
    SELECT u.source, u.snapshot_date, s.downloads_30d, s.downloads_all_time, s.likes, u.status,
        CASE WHEN s.run_seq = u.run_seq THEN s.flags END AS flags,
        u.snapshot_date - lag(u.snapshot_date) OVER (PARTITION BY u.source ORDER BY u.snapshot_date) AS days
    FROM span s
    JOIN snapshot_run u ON u.source = s.source AND u.run_seq >= s.run_seq AND (s.next_seq IS NULL OR u.run_seq < s.next_seq)
    WHERE s.listed AND u.in_series
)
SELECT source, snapshot_date, downloads_30d, downloads_all_time, likes,
    nullif(concat_ws(' ', flags, CASE WHEN status = 'stale_upstream' THEN 'stale' END, CASE WHEN days > $gap_days THEN 'gap' END), '') AS flags
FROM read
ORDER BY source, snapshot_date
-- finding
WITH latest AS (
    SELECT * FROM result WHERE downloads_30d IS NOT NULL ORDER BY snapshot_date DESC, source = 'hub' DESC LIMIT 1
), peak AS (
    SELECT * FROM result WHERE source = (SELECT source FROM latest) ORDER BY downloads_30d DESC NULLS LAST, snapshot_date LIMIT 1
)
SELECT CASE WHEN p.snapshot_date = l.snapshot_date THEN 'now' ELSE 'peak' END AS finding_case,
    l.downloads_30d AS now, p.downloads_30d AS peak, p.snapshot_date AS peak_on, l.snapshot_date AS as_of, 'high' AS confidence
FROM latest l, peak p
