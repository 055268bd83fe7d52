/*---
title    = {en = "Are leaders passed within a year? Under every definition", fr = "Les premiers sont-ils dépassés en un an ? Selon chaque définition"}
question = {en = "Does the answer depend on who leads, or in which tasks?", fr = "La réponse dépend-elle de qui mène, ou dans quelles tâches ?"}
unit     = {en = "days until a leader is as likely as not to have been passed", fr = "jours au bout desquels un premier a une chance sur deux d'avoir été dépassé"}
grain    = "definition"
version  = 2
tables   = ["mart_moat", "mart_tenure", "series_run"]
sources  = "rows"

[formula]
en = "The half-life of the metric moat_half_life for leading models and leading labs, generative tasks and all. A definition says that half of the leaders are passed within {year_days} days where its whole band of 90 % lies below, beyond them where it lies above, and is undecided where the band has that day. It agrees when it says what the one shown first says."
fr = "La demi-vie de la métrique moat_half_life pour les modèles et les laboratoires en tête, tâches génératives et toutes. Une définition dit que la moitié des premiers sont dépassés en {year_days} jours si toute sa bande de 90 % est en deçà, au-delà si toute la bande est au-delà, et ne tranche pas si la bande contient ce jour. Elle concorde si elle dit ce que dit celle montrée d'abord."

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

[[changelog]]
version = 2
on = 2026-11-28
en = "One definition for leaders and tasks, judged by the whole band: that the upper end lies within a year implied it of the median, and both were counted."
fr = "Une définition par sorte de premiers et de tâches, jugée sur toute la bande : la borne haute en deçà d'un an l'impliquait de la médiane, et les deux étaient comptées."

[finding.within_year]
en = "Leaders are passed within a year under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les premiers sont dépassés en un an selon {holds_in|integer} définitions sur {definitions|integer}"
[note.within_year]
en = "Passed: another is still ahead 28 days later. Tests and machine traffic left aside, on either basis."
fr = "Dépassé : un autre est encore devant 28 jours plus tard. Essais et trafic de machines mis à part dans tous les cas."
[finding.lasting]
en = "Leaders keep their place beyond a year under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les premiers gardent leur place plus d'un an selon {holds_in|integer} définitions sur {definitions|integer}"
[note.lasting]
en = "Passed: another is still ahead 28 days later. Tests and machine traffic left aside, on either basis."
fr = "Dépassé : un autre est encore devant 28 jours plus tard. Essais et trafic de machines mis à part dans tous les cas."
[finding.undecided]
en = "Passed within a year? Undecided under {holds_in|integer} of {definitions|integer} definitions"
fr = "Dépassés en un an ? Indécis selon {holds_in|integer} définitions sur {definitions|integer}"
[note.undecided]
en = "Passed: another is still ahead 28 days later. Tests and machine traffic left aside, on either basis."
fr = "Dépassé : un autre est encore devant 28 jours plus tard. Essais et trafic de machines mis à part dans tous les cas."
---*/
WITH judged AS (
    SELECT *,
        CASE WHEN high_days < $year_days THEN 'within_year' WHEN low_days > $year_days THEN 'lasting' ELSE 'undecided' END AS verdict,
        kind = 'model' AND tasks = 'generative' AS chosen
    FROM mart_moat
    SEMI JOIN (FROM newest_moat('auto')) USING (source)
)
SELECT source, (SELECT max(snapshot_date) FROM series_run r WHERE r.source = j.source) AS snapshot_date,
    concat_ws(' · ', kind, tasks) AS definition, half_life_days AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM judged j
ORDER BY half_life_days, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
