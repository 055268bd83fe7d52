/*---
title    = {en = "What a number from the readings leaves out", fr = "Ce qu'un chiffre tiré des relevés laisse de côté"}
question = {en = "Which models and readings are not in the number, and why?", fr = "Quels modèles et relevés ne sont pas dans le chiffre, et pourquoi ?"}
unit     = {en = "what is left out, by reason", fr = "ce qui est laissé de côté, par raison"}
grain    = "source, why"
version  = 2
tables   = ["latest_reading", "mart_adoption", "mart_left_out", "model", "organisation_coverage", "series_run", "snapshot_run"]
sources  = "rows"

[formula]
en = "At the latest reading of whole organisations, under the card's own settings. other_tasks, no_task: models outside the scope of tasks. list, automation: models that adjusted figures leave out. no_counter: listed without a counter. not_held: models that the source listed and that are not held here. quarantined: runs that a check refused. replaced: runs that a later one of their day replaces. smaller_scope: runs of smaller scope than one of that day or of the seven days before it. ranking: trending lists, never summed."
fr = "Au dernier relevé d'organisations entières, selon les réglages de la carte. other_tasks, no_task : modèles hors du périmètre de tâches. list, automation : modèles que les chiffres ajustés laissent de côté. no_counter : listés sans compteur. not_held : modèles listés par la source et non tenus ici. quarantined : relevés refusés par un contrôle. replaced : relevés qu'un autre du même jour remplace. smaller_scope : relevés de moindre étendue qu'un autre de ce jour ou des sept jours précédents. ranking : listes de tendance, jamais additionnées."

[limits]
en = ["What the source never listed cannot be counted here: the list of organisations is chosen."]
fr = ["Ce que la source n'a jamais listé ne peut être compté ici : la liste d'organisations est choisie."]

[parameters.tasks]
default = "all"
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.why]
like = "left_out_why"
[columns.what]
like = "left_out_what"
[columns.number]
like = "left_out_number"
[columns.amount]
like = "left_out_amount"
[columns.share]
like = "left_out_share"
[columns.largest]
like = "left_out_largest"

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Runs of smaller scope are named: they are in no total."
fr = "Les relevés de moindre étendue sont nommés : ils n'entrent dans aucun total."

[finding.some]
en = "Outside this number: {number|integer} models with {amount|compact} downloads"
fr = "Hors de ce chiffre : {number|integer} modèles totalisant {amount|compact} téléchargements"
[finding.none]
en = "No model of the reading is left out of this number"
fr = "Aucun modèle du relevé n'est laissé hors de ce chiffre"
---*/
WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), total AS (
    SELECT sum(downloads_30d) AS downloads FROM mart_adoption JOIN run USING (run_id)
), listed AS ( -- one row a model of the reading that some reason leaves out
    SELECT CASE WHEN $tasks <> 'all' AND m.task_scope <> $tasks THEN CASE m.task_scope WHEN 'other' THEN 'other_tasks' ELSE 'no_task' END
            ELSE 'no_counter' END AS why,
        m.model_id, l.downloads_30d
    FROM run r JOIN latest_reading l ON l.source = r.source AND l.listed JOIN model m USING (model_key)
    WHERE ($tasks <> 'all' AND m.task_scope <> $tasks) OR l.downloads_30d IS NULL
    UNION ALL
    SELECT o.why, o.model_id, o.downloads_30d FROM mart_left_out o JOIN run USING (run_id)
    WHERE $basis = 'adjusted' AND ($tasks = 'all' OR o.task_scope = $tasks)
), reason AS (
    SELECT why, 'models' AS what, count(*) AS number, sum(downloads_30d) AS amount,
        list(model_id ORDER BY downloads_30d DESC NULLS LAST, model_id)[:5] AS largest
    FROM listed
    GROUP BY why
    UNION ALL
    SELECT 'not_held', 'models', sum(c.models_in_source - c.models_held), sum(c.downloads_in_source - c.downloads_held),
        list(c.organisation_id ORDER BY c.downloads_in_source - c.downloads_held DESC, c.organisation_id)[:5]
    FROM organisation_coverage c JOIN run USING (run_id)
    WHERE c.models_in_source > c.models_held
    HAVING count(*) > 0
    UNION ALL
    SELECT CASE WHEN s.status = 'quarantined' THEN 'quarantined' WHEN s.listing = 'ranking' THEN 'ranking'
            WHEN NOT s.in_totals THEN 'smaller_scope' ELSE 'replaced' END AS why,
        'runs', count(*), NULL, list(s.run_id ORDER BY s.snapshot_date DESC, s.run_id)[:5]
    FROM snapshot_run s JOIN run r ON s.source = r.source OR s.listing = 'ranking'
    WHERE s.status = 'quarantined' OR s.listing = 'ranking' OR NOT (s.in_series AND s.in_totals)
    GROUP BY 1
)
SELECT r.source, r.snapshot_date, n.why, n.what, n.number::BIGINT AS number, n.amount::BIGINT AS amount,
    CASE WHEN n.why <> 'not_held' THEN n.amount / nullif(t.downloads, 0) END AS share, n.largest
FROM reason n, run r, total t
ORDER BY n.what, n.amount DESC NULLS LAST, n.why
-- finding
SELECT CASE WHEN sum(number) FILTER (what = 'models') > 0 THEN 'some' ELSE 'none' END AS finding_case,
    sum(number) FILTER (what = 'models') AS number, coalesce(sum(amount) FILTER (what = 'models'), 0) AS amount,
    max(snapshot_date) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
