/*---
title    = {en = "Releases a month by openness tier", fr = "Sorties par mois selon le degré d'ouverture"}
question = {en = "Are more open models released?", fr = "Publie-t-on davantage de modèles ouverts ?"}
unit     = {en = "models created in the month", fr = "modèles créés dans le mois"}
grain    = "month, tier"
version  = 2
tables   = ["mart_release", "snapshot_run"]
sources  = "rows"

[formula]
en = "Models that a listing of whole organisations has ever shown, by the month in which their repository was created and their tier today. Only exact creation dates: what the Hub pins to 2 March 2022 is left out. Months after the last reading are not shown."
fr = "Modèles qu'une liste d'organisations entières a montrés un jour, par mois de création du dépôt et degré actuel. Dates exactes seulement : ce que le Hub fige au 2 mars 2022 est laissé de côté. Les mois postérieurs au dernier relevé ne sont pas montrés."

[limits]
en = [
  "Repositories deleted before the first reading are not here (survivorship).",
  "The reference panel keeps the models that hold 97 % of an organisation's downloads: it undercounts small releases.",
  "The last month shown may be incomplete.",
]
fr = [
  "Les dépôts supprimés avant le premier relevé n'y sont pas (biais de survie).",
  "Le panel de référence garde les modèles qui portent 97 % des téléchargements d'une organisation : il sous-compte les petites sorties.",
  "Le dernier mois montré peut être incomplet.",
]

[parameters.tasks]
[parameters.threshold]

[columns.source]
like = "source_hub"
[columns.month]
[columns.tier]

[columns.models]
meaning = {en = "Models created", fr = "Modèles créés"}

[chart]
kind = "column"
x = "month"
y = "models"
series = "tier"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "The sentence counts as open what the reader does."
fr = "La phrase compte comme ouvert ce que le lecteur compte ainsi."

[finding.year]
en = "{open|percent} of {models|integer} models of twelve months reach “{line|tier}”"
fr = "{open|percent} des {models|integer} modèles de douze mois atteignent « {line|tier} »"
[note.year]
en = "Releases of the last twelve full months, against {models_before|integer} and {open_before|percent} in the twelve months before. Openness unknown for {unknown|percent}. Only models that a listing holds count."
fr = "Sorties des douze derniers mois pleins, contre {models_before|integer} et {open_before|percent} les douze mois d'avant. Ouverture inconnue pour {unknown|percent}. Seuls comptent les modèles qu'une liste contient."

[finding.thin]
en = "Too few releases with a known date to compare years"
fr = "Trop peu de sorties datées pour comparer deux années"
---*/
SELECT (SELECT string_agg(DISTINCT source, '+' ORDER BY source) FROM snapshot_run WHERE listing = 'organisations') AS source,
    month, tier, sum(models)::BIGINT AS models
FROM mart_release
WHERE ($tasks = 'all' OR task_scope = $tasks)
    AND month <= (SELECT max(snapshot_date) FROM snapshot_run WHERE listing = 'organisations' AND in_series)
GROUP BY month, tier
ORDER BY month, tier NULLS LAST
-- finding
WITH last AS (
    SELECT max(month) AS month, list_position(['any', 'permissive', 'code', 'data'], $threshold) AS line FROM result -- it may be incomplete
), span AS (
    SELECT
        sum(models) FILTER (r.month >= l.month - INTERVAL 12 MONTH AND r.month < l.month) AS models,
        sum(models) FILTER (r.month >= l.month - INTERVAL 12 MONTH AND r.month < l.month AND tier >= line) AS open,
        sum(models) FILTER (r.month >= l.month - INTERVAL 12 MONTH AND r.month < l.month AND tier IS NULL) AS unknown,
        sum(models) FILTER (r.month >= l.month - INTERVAL 24 MONTH AND r.month < l.month - INTERVAL 12 MONTH) AS models_before,
        sum(models) FILTER (r.month >= l.month - INTERVAL 24 MONTH AND r.month < l.month - INTERVAL 12 MONTH AND tier >= line) AS open_before,
        any_value(line) AS line, any_value(l.month) AS as_of
    FROM result r, last l
)
SELECT CASE WHEN models >= 20 AND models_before >= 20 THEN 'year' ELSE 'thin' END AS finding_case,
    models, coalesce(open, 0) / models AS open, coalesce(unknown, 0) / models AS unknown,
    models_before, coalesce(open_before, 0) / models_before AS open_before,
    line, as_of, 'medium' AS confidence, 'partial_coverage' AS confidence_reason
FROM span WHERE as_of IS NOT NULL
