/*---
title    = {en = "Does the open share rise? Under every definition", fr = "La part ouverte monte-t-elle ? Selon chaque définition"}
question = {en = "Does the answer depend on the definition?", fr = "La réponse dépend-elle de la définition ?"}
unit     = {en = "change of the open share, like for like, in points", fr = "variation de la part ouverte, à périmètre constant, en points"}
grain    = "definition"
version  = 2
tables   = ["like_for_like", "series_line"]
sources  = "rows"

[formula]
en = "For each line (any weights, permissive, + code, + data), each scope of tasks (generative, all) and raw or adjusted figures: open share at the newest reading less the share, like for like, at the last reading after which the models compared always carried at least {coverage_medium} of the newer total (1 = all). Rises: more than {flat_change} (0.01 = one point); falls: less than −{flat_change}. A definition agrees when its verdict is that of the definition chosen on the page."
fr = "Pour chaque seuil (poids publiés, permissif, + code, + données), chaque périmètre de tâches (génératives, toutes) et chiffres bruts ou ajustés : part ouverte au dernier relevé moins la part, à périmètre constant, au dernier relevé après lequel les modèles comparés portent toujours au moins {coverage_medium} du nouveau total (1 = tout). Monte : plus de {flat_change} (0,01 = un point) ; baisse : moins de −{flat_change}. Une définition concorde si son verdict est celui de la définition choisie sur la page."

[limits]
en = [
  "All definitions rest on the same readings: their agreement is no independent proof.",
  "The unknown is on neither side.",
]
fr = [
  "Toutes les définitions reposent sur les mêmes relevés : leur accord n'est pas une preuve indépendante.",
  "L'inconnu n'est d'aucun côté.",
]

[constants]
coverage_medium = 0.8
flat_change = 0.01

[parameters.threshold]
[parameters.tasks]
[parameters.basis]

[columns.source]
[columns.snapshot_date]
[columns.definition]
[columns.figure]
unit = "point_change"
[columns.verdict]
[columns.holds]
[columns.chosen]

[columns.since]
type = "date"
label = {en = "Since", fr = "Depuis"}
meaning = {en = "First comparable reading", fr = "Premier relevé comparable"}

[columns.share_before]
type = "number"
unit = "share"
label = {en = "Share then", fr = "Part alors"}
meaning = {en = "Open share at the first comparable reading, like for like", fr = "Part ouverte au premier relevé comparable, à périmètre constant"}

[columns.share]
meaning = {en = "Open share at the newest reading", fr = "Part ouverte au dernier relevé"}

[chart]
kind = "bar"
x = "definition"
y = "figure"
series = "verdict"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "Counted from the reading at which the headline starts; a definition agrees with the one chosen on the page."
fr = "Compté depuis le relevé d'où part le titre ; une définition concorde avec celle choisie sur la page."

[finding.rises]
en = "Open share of downloads: rises in {rises|integer} of {definitions|integer} ways, level in {flats|integer}, falls in {falls|integer}"
fr = "Part ouverte : monte de {rises|integer} façons sur {definitions|integer}, stable de {flats|integer}, baisse de {falls|integer}"
[note.rises]
en = "Level: within one point. The line, the tasks and machine traffic decide: see each."
fr = "Stable : à moins d'un point. Le seuil, les tâches et le trafic de machines décident : voir chacune."
[finding.falls]
en = "Open share of downloads: falls in {falls|integer} of {definitions|integer} ways, level in {flats|integer}, rises in {rises|integer}"
fr = "Part ouverte : baisse de {falls|integer} façons sur {definitions|integer}, stable de {flats|integer}, monte de {rises|integer}"
[note.falls]
en = "Level: within one point. The line, the tasks and machine traffic decide: see each."
fr = "Stable : à moins d'un point. Le seuil, les tâches et le trafic de machines décident : voir chacune."
[finding.flat]
en = "Open share of downloads: level in {flats|integer} of {definitions|integer} ways, rises in {rises|integer}, falls in {falls|integer}"
fr = "Part ouverte : stable de {flats|integer} façons sur {definitions|integer}, monte de {rises|integer}, baisse de {falls|integer}"
[note.flat]
en = "Level: within one point. The line, the tasks and machine traffic decide: see each."
fr = "Stable : à moins d'un point. Le seuil, les tâches et le trafic de machines décident : voir chacune."
---*/
WITH line AS (
    SELECT source, threshold, tasks, basis, snapshot_date, share, share_like_for_like, coverage
    FROM like_for_like
    WHERE side = 'open' AND asked = 'auto'
        AND line = (SELECT newest(line, snapshot_date, source) FROM series_line WHERE asked = 'auto')
), start AS (
    SELECT threshold, tasks, basis, max(snapshot_date) AS since
    FROM (
        SELECT *, min(snapshot_date) FILTER (share_like_for_like IS NOT NULL) OVER (PARTITION BY threshold, tasks, basis) AS first_on
        FROM line
    )
    WHERE coalesce(coverage, 0) < $coverage_medium OR snapshot_date = first_on
    GROUP BY ALL
), ends AS (
    SELECT arg_max(l.source, snapshot_date) AS source, threshold, tasks, basis, s.since, max(snapshot_date) AS snapshot_date,
        any_value(share_like_for_like) FILTER (snapshot_date = s.since) AS share_before,
        arg_max(share, snapshot_date) AS share
    FROM line l JOIN start s USING (threshold, tasks, basis)
    GROUP BY threshold, tasks, basis, s.since
), judged AS (
    SELECT *, share - share_before AS figure,
        CASE WHEN figure >= $flat_change THEN 'rises' WHEN figure <= -$flat_change THEN 'falls' ELSE 'flat' END AS verdict,
        threshold = $threshold AND tasks = $tasks AND basis = $basis AS chosen
    FROM ends
    WHERE since < snapshot_date AND share_before IS NOT NULL AND share IS NOT NULL
)
SELECT source, snapshot_date, concat_ws(' · ', threshold, tasks, basis) AS definition, figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen, since, share_before, share
FROM judged
ORDER BY figure DESC, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    count(*) FILTER (verdict = 'rises') AS rises, count(*) FILTER (verdict = 'falls') AS falls,
    count(*) FILTER (verdict = 'flat') AS flats,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
