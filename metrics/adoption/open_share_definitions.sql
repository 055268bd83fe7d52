/*---
title    = {en = "Does the open share rise? Under every definition", fr = "La part ouverte monte-t-elle ? Selon chaque définition"}
question = {en = "Does the answer depend on the definition?", fr = "La réponse dépend-elle de la définition ?"}
unit     = {en = "change of the open share, like for like", fr = "variation de la part ouverte, à périmètre constant"}
grain    = "definition"
version  = 1
tables   = ["mart_adoption", "series_run"]
sources  = "rows"

[formula]
en = "For each line (any weights, permissive, + code, + data), each scope of tasks (generative, all) and raw or adjusted figures: open share at the newest reading less the share at the first comparable one, where earlier volumes of either side are carried back by the growth of the models that two successive readings both list. Rises: more than {flat_change}; falls: less than −{flat_change}."
fr = "Pour chaque seuil (poids publiés, permissif, + code, + données), chaque périmètre de tâches (génératives, toutes) et chiffres bruts ou ajustés : part ouverte au dernier relevé moins celle du premier comparable, les volumes antérieurs de chaque côté étant rétropolés par la croissance des modèles que deux relevés successifs listent tous deux. Monte : plus de {flat_change} ; baisse : moins de −{flat_change}."

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
flat_change = 0.01

[columns.source]

[columns.definition]
type = "text"
label = {en = "Definition", fr = "Définition"}
meaning = {en = "Line, tasks, figures", fr = "Seuil, tâches, chiffres"}

[columns.threshold]
type = "text"
label = {en = "Counted as open", fr = "Compté comme ouvert"}
meaning = {en = "any, permissive, code, data", fr = "any, permissive, code, data"}

[columns.tasks]
type = "text"
label = {en = "Tasks", fr = "Tâches"}
meaning = {en = "generative, all", fr = "generative, all"}

[columns.basis]
type = "text"
label = {en = "Figures", fr = "Chiffres"}
meaning = {en = "raw, adjusted", fr = "raw (bruts), adjusted (ajustés)"}

[columns.since]
type = "date"
label = {en = "Since", fr = "Depuis"}
meaning = {en = "First comparable reading", fr = "Premier relevé comparable"}

[columns.snapshot_date]
meaning = {en = "Newest reading", fr = "Dernier relevé"}

[columns.share_before]
type = "number"
unit = "share"
label = {en = "Share then", fr = "Part alors"}
meaning = {en = "Open share at the first comparable reading, like for like", fr = "Part ouverte au premier relevé comparable, à périmètre constant"}

[columns.share]
label = {en = "Share now", fr = "Part maintenant"}
meaning = {en = "Open share at the newest reading", fr = "Part ouverte au dernier relevé"}

[columns.change]
type = "number"
unit = "percent_change"
label = {en = "Change", fr = "Variation"}
meaning = {en = "Share now less share then, in points (0.05 = 5 points)", fr = "Part maintenant moins part alors, en points (0,05 = 5 points)"}

[columns.verdict]
type = "text"
label = {en = "Verdict", fr = "Verdict"}
meaning = {en = "rises, falls, flat", fr = "rises (monte), falls (baisse), flat (stable)"}

[chart]
kind = "bar"
x = "definition"
y = "change"
series = "verdict"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.holds]
en = "The open share rises under {rises|integer} of {n|integer} definitions"
fr = "La part ouverte monte selon {rises|integer} définitions sur {n|integer}"
[note.holds]
en = "It falls under {falls|integer}. The line, the tasks and machine traffic decide: see each."
fr = "Elle baisse selon {falls|integer}. Le seuil, les tâches et le trafic de machines décident : voir chacune."
---*/
WITH run AS (
    SELECT * FROM series_run
    WHERE source = (SELECT source FROM series_run ORDER BY snapshot_date DESC, source = 'hub' DESC LIMIT 1)
), definition AS (
    SELECT h.threshold, h.line, t.tasks, b.basis
    FROM (VALUES ('any', 1), ('permissive', 2), ('code', 3), ('data', 4)) AS h(threshold, line),
        (VALUES ('generative'), ('all')) AS t(tasks), (VALUES ('raw'), ('adjusted')) AS b(basis)
), cell AS (
    SELECT d.threshold, d.tasks, d.basis, r.source, r.snapshot_date, a.tier >= d.line AS open,
        sum(a.downloads_30d) AS downloads, sum(a.common_downloads_30d) AS after, sum(a.common_downloads_30d_before) AS before
    FROM definition d
    CROSS JOIN run r
    JOIN mart_adoption a ON a.run_id = r.run_id
        AND (d.tasks = 'all' OR a.task_scope = d.tasks) AND (d.basis = 'raw' OR NOT a.excluded)
    GROUP BY ALL
), carried AS (
    SELECT *,
        CASE WHEN count(before / nullif(after, 0)) OVER later = count(*) OVER later
            THEN last_value(downloads) OVER whole * coalesce(product(before / nullif(after, 0)) OVER later, 1) END AS volume
    FROM cell
    WINDOW whole AS (PARTITION BY threshold, tasks, basis, open ORDER BY snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING),
        later AS (PARTITION BY threshold, tasks, basis, open ORDER BY snapshot_date ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
), share AS (
    SELECT threshold, tasks, basis, source, snapshot_date,
        coalesce(sum(volume) FILTER (open), 0) / nullif(sum(volume), 0) AS share,
        count(*) = count(volume) AS comparable
    FROM carried
    GROUP BY ALL
), ends AS (
    SELECT threshold, tasks, basis, source,
        min(snapshot_date) FILTER (comparable) AS since,
        max(snapshot_date) AS snapshot_date,
        arg_min(share, snapshot_date) FILTER (comparable) AS share_before,
        arg_max(share, snapshot_date) AS share
    FROM share
    GROUP BY ALL
)
SELECT source, concat_ws(' · ', threshold, tasks, basis) AS definition, threshold, tasks, basis, since, snapshot_date, share_before, share,
    share - share_before AS change,
    CASE WHEN share - share_before > $flat_change THEN 'rises' WHEN share - share_before < -$flat_change THEN 'falls' ELSE 'flat' END AS verdict
FROM ends
WHERE since < snapshot_date
ORDER BY change DESC, definition
-- finding
SELECT 'holds' AS finding_case, count(*) FILTER (verdict = 'rises') AS rises, count(*) FILTER (verdict = 'falls') AS falls,
    count(*) AS n, max(snapshot_date) AS as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
FROM result
HAVING count(*) > 0
