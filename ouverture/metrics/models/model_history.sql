/*---
title    = {en = "Readings of a model", fr = "Relevés d'un modèle"}
question = {en = "How many downloads has this model had, reading by reading?", fr = "Combien de téléchargements ce modèle a-t-il eus, relevé par relevé ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "line, snapshot_date"
version  = 3
tables   = ["line_joint", "mart_name", "reading", "snapshot_run"]
sources  = "rows"
empty    = {en = "No reading of this model is held here.", fr = "Aucun relevé de ce modèle n'est conservé ici."}

[formula]
en = "The counters of every good reading of each source that lists the model, the last one of a day. A reading more than {gap_days} days after the one before parts the line."
fr = "Les compteurs de chaque bon relevé de chaque source qui liste le modèle, le dernier d'un jour. Un relevé à plus de {gap_days} jours du précédent coupe la ligne."

[limits]
en = [
  "30-day windows of two readings overlap: never add them.",
  "An archive and own snapshots read at different hours. Own snapshots go on from its line only if both agree within 5 % on every day that both describe; other sources stay apart.",
]
fr = [
  "Les fenêtres de 30 jours de deux relevés se recouvrent : ne jamais les additionner.",
  "Une archive et les relevés propres lisent à des heures différentes. Les relevés propres ne prolongent sa courbe que si les deux s'accordent à 5 % près chaque jour commun ; les autres sources restent séparées.",
]

[constants]
gap_days = 45

[parameters.model]

[columns.source]
like = "source_hub"
[columns.line]
[columns.snapshot_date]
[columns.downloads_30d]
[columns.downloads_all_time]
[columns.likes]
[columns.joint]
[columns.joint_gap]
[columns.flags]

[chart]
kind = "line"
x = "snapshot_date"
y = "downloads_30d"
series = "line"
facet = "line"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "An archive's readings are drawn in one line with own snapshots, which go on from it where both agree; a break otherwise."
fr = "Les relevés d'une archive forment une seule courbe avec les relevés propres, qui la prolongent là où les deux s'accordent ; sinon, une rupture."

[[changelog]]
version = 3
on = 2026-11-28
en = "The highest reading is sought among those of all sources; of a single reading no highest is told."
fr = "Le plus haut relevé est cherché parmi ceux de toutes les sources ; d'un relevé unique, aucun n'est dit le plus haut."

[finding.peak]
en = "{now|compact} downloads in 30 days; at most {peak|compact}, on {peak_on|date}"
fr = "{now|compact} téléchargements en 30 jours ; au plus {peak|compact}, le {peak_on|date}"

[finding.now]
en = "{now|compact} downloads in 30 days, the highest reading of any source"
fr = "{now|compact} téléchargements en 30 jours, le plus haut relevé de toutes les sources"

[finding.one]
en = "{now|compact} downloads in 30 days"
fr = "{now|compact} téléchargements en 30 jours"
---*/
WITH span AS (
    SELECT *, lead(run_seq) OVER (PARTITION BY source ORDER BY run_seq) AS next_seq
    FROM reading WHERE model_key = (SELECT model_key FROM mart_name WHERE name = $model)
), read AS (
    SELECT u.source, u.snapshot_date, s.downloads_30d, s.downloads_all_time, s.likes, u.status,
        CASE WHEN s.run_seq = u.run_seq THEN s.flags END AS flags
    FROM span s
    JOIN snapshot_run u ON u.source = s.source AND u.run_seq >= s.run_seq AND (s.next_seq IS NULL OR u.run_seq < s.next_seq)
    WHERE s.listed AND u.in_series
), own AS ( -- from here on own snapshots list the model
    SELECT any_value(j) AS joint, min(r.snapshot_date) AS first_on FROM line_joint j JOIN read r ON r.source = j.line
), lined AS (
    SELECT r.*,
        CASE WHEN r.source = o.joint.other_source THEN o.joint.line ELSE r.source END AS line,
        r.source <> lag(r.source) OVER w AS joins,
        r.snapshot_date - lag(r.snapshot_date) OVER w AS days,
        o.joint
    FROM read r CROSS JOIN own o
    WHERE r.source IS DISTINCT FROM o.joint.other_source OR r.snapshot_date < o.first_on
    WINDOW w AS (PARTITION BY line ORDER BY r.snapshot_date)
)
SELECT source, line, snapshot_date, downloads_30d, downloads_all_time, likes,
    CASE WHEN joins THEN joint.verdict END AS joint,
    CASE WHEN joins THEN joint.largest_gap END AS joint_gap,
    nullif(concat_ws(' ', flags,
        CASE WHEN status = 'stale_upstream' THEN 'stale' END,
        CASE WHEN joins AND joint.verdict = 'break' THEN 'break gap' WHEN days > $gap_days THEN 'gap' END), '') AS flags
FROM lined
ORDER BY line, snapshot_date
-- finding
WITH latest AS (
    SELECT * FROM result
    WHERE (source, snapshot_date) = (SELECT newest((source, snapshot_date), snapshot_date, source) FROM result WHERE downloads_30d IS NOT NULL)
), peak AS (
    SELECT downloads_30d AS peak, snapshot_date AS peak_on FROM result ORDER BY downloads_30d DESC NULLS LAST, snapshot_date LIMIT 1
)
SELECT CASE WHEN (SELECT count(downloads_30d) FROM result) = 1 THEN 'one' WHEN downloads_30d = peak THEN 'now' ELSE 'peak' END AS finding_case,
    downloads_30d AS now, peak, peak_on, snapshot_date AS as_of, 'high' AS confidence
FROM latest, peak
