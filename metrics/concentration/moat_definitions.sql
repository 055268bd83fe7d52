/*---
title    = {en = "Are leaders passed within a year? Under every definition", fr = "Les premiers sont-ils dépassés en un an ? Selon chaque définition"}
question = {en = "Does the answer depend on who leads, or on the band?", fr = "La réponse dépend-elle de qui mène, ou de la bande ?"}
unit     = {en = "days until a leader is as likely as not to have been passed", fr = "jours au bout desquels un premier a une chance sur deux d'avoir été dépassé"}
grain    = "definition"
version  = 1
tables   = ["mart_moat", "series_run"]
sources  = "rows"

[formula]
en = "The half-life of the metric moat_half_life for leading models and leading labs, generative tasks and all, at its median and at the upper end of its band of 90 %. A definition agrees when it says, as the one shown first does, that half of the leaders are passed within {year_days} days, or that they are not."
fr = "La demi-vie de la métrique moat_half_life pour les modèles et les laboratoires en tête, tâches génératives et toutes, à sa médiane et au bout supérieur de sa bande de 90 %. Une définition concorde si elle dit, comme celle montrée d'abord, que la moitié des premiers sont dépassés en {year_days} jours, ou qu'ils ne le sont pas."

[limits]
en = [
  "All definitions rest on the same readings: their agreement is no independent proof.",
  "Most downloaded is not best.",
]
fr = [
  "Toutes les définitions reposent sur les mêmes relevés : leur accord n'est pas une preuve indépendante.",
  "Le plus téléchargé n'est pas le meilleur.",
]

[constants]
year_days = 365

[columns.source]
[columns.snapshot_date]
[columns.definition]
[columns.figure]
unit = "days"
[columns.verdict]
[columns.holds]
[columns.chosen]

[chart]
kind = "bar"
x = "definition"
y = "figure"
series = "holds"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.within_year]
en = "Leaders are passed within a year under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les premiers sont dépassés en un an selon {holds_in|integer} définitions sur {definitions|integer}"
[finding.lasting]
en = "Leaders keep their place beyond a year under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les premiers gardent leur place plus d'un an selon {holds_in|integer} définitions sur {definitions|integer}"
---*/
WITH bound AS (
    UNPIVOT (
        SELECT source, kind, tasks, coalesce(half_life_days, 'inf'::DOUBLE) AS median, coalesce(high_days, 'inf'::DOUBLE) AS upper
        FROM mart_moat
        WHERE source = (SELECT source FROM mart_moat ORDER BY source = 'hub' DESC, source LIMIT 1)
    ) ON median, upper INTO NAME bound VALUE days
), judged AS (
    SELECT *, CASE WHEN days <= $year_days THEN 'within_year' ELSE 'lasting' END AS verdict,
        kind = 'model' AND tasks = 'generative' AND bound = 'median' AS chosen
    FROM bound
)
SELECT source, (SELECT max(snapshot_date) FROM series_run r WHERE r.source = j.source) AS snapshot_date,
    concat_ws(' · ', kind, tasks, bound) AS definition, CASE WHEN isfinite(days) THEN days END AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM judged j
ORDER BY days, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
