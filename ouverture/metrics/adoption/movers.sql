/*---
title    = {en = "What moved since the previous reading", fr = "Ce qui a bougé depuis le relevé précédent"}
question = {en = "Which models rose and fell most, like for like?", fr = "Quels modèles ont le plus monté ou baissé, à périmètre constant ?"}
unit     = {en = "change in 30-day downloads", fr = "variation des téléchargements sur 30 jours"}
grain    = "source, model_id"
version  = 2
tables   = ["mart_mover", "series_run"]
sources  = "rows"

[formula]
en = "Models listed at the latest reading and the one before, by the difference of their 30-day counters; the {each} largest rises and falls. Ranks among the models of both readings."
fr = "Modèles listés au dernier relevé et au précédent, par différence de leurs compteurs de 30 jours ; les {each} plus fortes hausses et baisses. Rangs parmi les modèles des deux relevés."

[limits]
en = [
  "A 30-day counter falls when a busy month leaves its window: a fall is not a loss of users.",
  "One repository can jump on a pipeline that reloads it: see its likes and the adjusted figures before printing.",
  "New models are not here: they have nothing to compare with (see entrants).",
]
fr = [
  "Un compteur de 30 jours baisse quand un mois chargé sort de sa fenêtre : une baisse n'est pas une perte d'usagers.",
  "Un dépôt peut bondir par un traitement qui le recharge : voir ses j'aime et les chiffres ajustés avant de publier.",
  "Les nouveaux n'y sont pas : ils n'ont rien à quoi se comparer (voir les entrées).",
]

[constants]
each = 10

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.before_date]

[columns.model_id]
[columns.lab_id]
[columns.tier]

[columns.change]
type = "integer"
unit = "downloads"
label = {en = "Change", fr = "Variation"}
meaning = {en = "Difference of the 30-day counters", fr = "Différence des compteurs de 30 jours"}

[columns.downloads_before]
type = "integer"
unit = "downloads"
label = {en = "Before", fr = "Avant"}
meaning = {en = "30-day downloads before", fr = "Téléchargements sur 30 jours, avant"}

[columns.downloads_after]
type = "integer"
unit = "downloads"
label = {en = "Now", fr = "Maintenant"}
meaning = {en = "30-day downloads now", fr = "Téléchargements sur 30 jours, maintenant"}

[columns.ratio]
type = "number"
unit = "percent_change"
label = {en = "Relative", fr = "Relative"}
meaning = {en = "Change / before", fr = "Variation / avant"}

[columns.rank_before]
type = "integer"
unit = "rank"
label = {en = "Rank before", fr = "Rang avant"}
meaning = {en = "Rank among the models of both readings", fr = "Rang parmi les modèles des deux relevés"}

[columns.rank_after]
type = "integer"
unit = "rank"
label = {en = "Rank now", fr = "Rang maintenant"}
meaning = {en = "Rank among the models of both readings", fr = "Rang parmi les modèles des deux relevés"}

[columns.flags]
type = "text"
label = {en = "Flags", fr = "Marques"}
meaning = {en = "excluded: on the exclusion list, or machine traffic in the later reading; never named in the headline", fr = "excluded : sur la liste d'exclusion, ou trafic de machines au second relevé ; jamais nommé dans le titre"}
[columns.shown_of]

[chart]
kind = "bar"
x = "model_id"
y = "change"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "The headline names no machine traffic; such rows are marked."
fr = "Le titre ne nomme aucun trafic de machines ; ces lignes sont marquées."

[finding.rose]
en = "{model|text} rose most: {change|compact} more downloads in 30 days"
fr = "Plus forte hausse : {model|text}, {change|compact} téléchargements"
[note.rose]
en = "Between {before|date} and {as_of|date}; it now ranks {rank|integer}. The deepest fall: {loser|text}, {fall|compact}.[ Left aside as machine traffic: {machine|text}, {machine_change|compact}.]"
fr = "Entre le {before|date} et le {as_of|date} ; rang actuel : {rank|integer}. La plus forte baisse : {loser|text}, {fall|compact}.[ Écarté comme trafic de machines : {machine|text}, {machine_change|compact}.]"

[finding.fell]
en = "{loser|text} fell most: {fall|compact} downloads in 30 days"
fr = "Plus forte baisse : {loser|text}, {fall|compact} téléchargements"
[note.fell]
en = "Between {before|date} and {as_of|date}. The largest rise: {model|text}, {change|compact}.[ Left aside as machine traffic: {machine|text}, {machine_change|compact}.]"
fr = "Entre le {before|date} et le {as_of|date}. La plus forte hausse : {model|text}, {change|compact}.[ Écarté comme trafic de machines : {machine|text}, {machine_change|compact}.]"
---*/
WITH run AS (
    SELECT * FROM series_run
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run
        WHERE ($source = 'auto' OR source = $source) AND days_since_previous IS NOT NULL)
), moved AS (
    SELECT m.*, m.downloads_after - m.downloads_before AS change, count(*) OVER () AS shown_of
    FROM mart_mover m JOIN run r USING (run_id)
    WHERE ($tasks = 'all' OR m.task_scope = $tasks) AND ($basis = 'raw' OR NOT m.excluded)
    QUALIFY row_number() OVER (PARTITION BY sign(change) ORDER BY abs(change) DESC, m.model_id) <= $each
)
SELECT source, snapshot_date, before_date, model_id, lab_id, tier, change, downloads_before, downloads_after,
    change / nullif(downloads_before, 0) AS ratio, rank_before, rank_after, CASE WHEN excluded THEN 'excluded' END AS flags, shown_of
FROM moved
ORDER BY change DESC, model_id
-- finding
WITH ends AS (
    SELECT arg_max(model_id, change) AS model, max(change) AS change, arg_max(rank_after, change) AS rank,
        arg_min(model_id, change) AS loser, min(change) AS fall,
        any_value(before_date) AS before, any_value(snapshot_date) AS as_of
    FROM result WHERE flags IS NULL
    HAVING count(*) > 0
), machine AS (
    SELECT arg_max(model_id, abs(change)) AS machine, arg_max(change, abs(change)) AS machine_change FROM result WHERE flags = 'excluded'
)
SELECT CASE WHEN change >= -fall THEN 'rose' ELSE 'fell' END AS finding_case, *, 'medium' AS confidence, 'chosen_list' AS confidence_reason FROM ends, machine
