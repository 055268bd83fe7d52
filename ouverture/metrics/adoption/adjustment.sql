/*---
title    = {en = "Raw and adjusted downloads", fr = "Téléchargements bruts et ajustés"}
question = {en = "How much of what is counted is test repositories and machine traffic?", fr = "Quelle part de ce qui est compté vient de dépôts d'essai et de machines ?"}
unit     = {en = "adjusted / raw downloads in 30 days", fr = "téléchargements ajustés / bruts sur 30 jours"}
grain    = "source, snapshot_date"
version  = 1
tables   = ["mart_adoption", "series_run"]
sources  = "rows"

[formula]
en = "Raw: sum of the 30-day counters of all listed models. Adjusted: without the exclusion list (test and spam repositories) and without machine traffic (automation index above 5; see left_out). Ratio: adjusted / raw."
fr = "Brut : somme des compteurs de 30 jours de tous les modèles listés. Ajusté : sans la liste d'exclusion (dépôts d'essai et spam) ni le trafic de machines (indice d'automatisation supérieur à 5 ; voir left_out). Rapport : ajusté / brut."

[limits]
en = [
  "The index finds what is far off its kind, not every machine; a popular model in every pipeline stays.",
  "A model may cross the line between two readings: its whole count then enters or leaves.",
]
fr = [
  "L'indice trouve ce qui s'écarte de ses semblables, non toute machine ; un modèle présent dans toutes les chaînes reste.",
  "Un modèle peut franchir le seuil entre deux relevés : tout son compte entre ou sort alors.",
]

[parameters.tasks]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.raw_downloads_30d]
type = "integer"
unit = "downloads"
label = {en = "Raw", fr = "Bruts"}
meaning = {en = "Sum of the counters", fr = "Somme des compteurs"}

[columns.adjusted_downloads_30d]
type = "integer"
unit = "downloads"
label = {en = "Adjusted", fr = "Ajustés"}
meaning = {en = "Without the exclusion list and machine traffic", fr = "Sans la liste d'exclusion ni le trafic de machines"}

[columns.ratio]
type = "number"
unit = "share"
label = {en = "Adjusted / raw", fr = "Ajustés / bruts"}
meaning = {en = "Part that remains", fr = "Part qui reste"}

[columns.left_out_models]
type = "integer"
unit = "models"
label = {en = "Left out", fr = "Laissés de côté"}
meaning = {en = "Models left out", fr = "Modèles laissés de côté"}

[columns.flags]

[chart]
kind = "line"
x = "snapshot_date"
y = "ratio"
series = "source"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.some]
en = "{out|percent} of downloads last read are test repositories or machine traffic"
fr = "{out|percent} des téléchargements au dernier relevé : essais ou machines"
[note.some]
en = "Models left out of adjusted figures: {models|integer}. On {worst_on|date} it was {worst|percent}."
fr = "Modèles laissés hors des chiffres ajustés : {models|integer}. Le {worst_on|date}, c'était {worst|percent}."
---*/
SELECT
    r.source,
    r.snapshot_date,
    sum(a.downloads_30d)::BIGINT AS raw_downloads_30d,
    (sum(a.downloads_30d) FILTER (NOT a.excluded))::BIGINT AS adjusted_downloads_30d,
    coalesce(sum(a.downloads_30d) FILTER (NOT a.excluded), 0) / nullif(sum(a.downloads_30d), 0) AS ratio,
    coalesce(sum(a.models) FILTER (a.excluded), 0)::BIGINT AS left_out_models,
    any_value(r.flags) AS flags
FROM series_run r JOIN mart_adoption a USING (run_id)
WHERE ($tasks = 'all' OR a.task_scope = $tasks) AND ($source = 'auto' OR r.source = $source)
GROUP BY r.source, r.snapshot_date
ORDER BY r.source, r.snapshot_date
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
)
SELECT 'some' AS finding_case, 1 - arg_max(ratio, snapshot_date) AS out, arg_max(left_out_models, snapshot_date) AS models,
    1 - min(ratio) AS worst, arg_min(snapshot_date, ratio) AS worst_on, max(snapshot_date) AS as_of, 'medium' AS confidence
FROM chosen
HAVING count(ratio) > 0
