/*---
title    = {en = "Releases a month of labs", fr = "Sorties par mois des laboratoires"}
question = {en = "How often do these labs release models?", fr = "À quel rythme ces laboratoires publient-ils des modèles ?"}
unit     = {en = "models created in the month", fr = "modèles créés dans le mois"}
grain    = "lab_id, month"
version  = 1
tables   = ["mart_release", "snapshot_run"]
sources  = "rows"

[formula]
en = "Models that a listing of whole organisations has ever shown, by the lab that hosts them and the month in which their repository was created. Exact creation dates only. An empty cell: no such model is known. The sentence counts the twelve months before the month of the last reading and names a lab from {least} models on."
fr = "Modèles qu'une liste d'organisations entières a montrés un jour, par laboratoire hébergeur et mois de création du dépôt. Dates exactes seulement. Case vide : aucun modèle de ce genre n'est connu. La phrase compte les douze mois précédant celui du dernier relevé et nomme un laboratoire à partir de {least} modèles."

[limits]
en = [
  "Repositories deleted before the first reading, or whose creation date is unknown, are not here.",
  "The reference panel keeps the models that hold 97 % of an organisation's downloads: it undercounts small releases.",
  "A repository is not a product: one release may be ten repositories of different sizes.",
  "The last month shown may be incomplete.",
]
fr = [
  "Les dépôts supprimés avant le premier relevé, ou sans date de création connue, n'y sont pas.",
  "Le panel de référence garde les modèles qui portent 97 % des téléchargements d'une organisation : il sous-compte les petites sorties.",
  "Un dépôt n'est pas un produit : une sortie peut compter dix dépôts de tailles différentes.",
  "Le dernier mois montré peut être incomplet.",
]

[constants]
least = 5

[parameters.tasks]
[parameters.labs]

[columns.source]
like = "source_hub"
[columns.lab_id]
like = "lab_id_registry"
[columns.month]

[columns.models]
meaning = {en = "Models created; empty = none known", fr = "Modèles créés ; vide = aucun connu"}

[columns.read_until]
type = "date"
label = {en = "Last reading", fr = "Dernier relevé"}
meaning = {en = "Day of the last reading of whole organisations", fr = "Jour du dernier relevé d'organisations entières"}

[chart]
kind = "heatmap"
x = "month"
y = "models"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.most]
en = "Of these labs, {lab|lab} has most listed releases of twelve months: {models|integer}"
fr = "Le plus de sorties listées en douze mois, ici : {lab|lab}, {models|integer}"
[note.most]
en = "{all|integer} of all labs shown, from {from|month} to {until|month}. Only models still listed at a reading and with a known creation date count: a lower bound."
fr = "{all|integer} pour tous les laboratoires montrés, de {from|month} à {until|month}. Seuls comptent les modèles listés à un relevé et de date de création connue : un minimum."

[finding.alone]
en = "{lab|lab}: {models|integer} listed releases in twelve months"
fr = "{lab|lab} : {models|integer} sorties listées en douze mois"
[note.alone]
en = "From {from|month} to {until|month}. Only models still listed at a reading and with a known creation date count: a lower bound."
fr = "De {from|month} à {until|month}. Seuls comptent les modèles listés à un relevé et de date de création connue : un minimum."

[finding.thin]
en = "Too few listed releases in twelve months to rank these labs"
fr = "Trop peu de sorties listées en douze mois pour classer ces laboratoires"
---*/
WITH latest AS (
    SELECT max(snapshot_date) AS read_until FROM snapshot_run WHERE listing = 'organisations' AND in_series
), created AS (
    SELECT lab_id, month, sum(models)::BIGINT AS models
    FROM mart_release, latest
    WHERE list_contains($labs, lab_id) AND ($tasks = 'all' OR task_scope = $tasks) AND month <= read_until
    GROUP BY lab_id, month
), grid AS ( -- every month has its column, or its neighbours would look longer than they are
    SELECT lab_id, unnest(generate_series(first_on, last_on, INTERVAL 1 MONTH))::DATE AS month, read_until
    FROM (SELECT DISTINCT lab_id FROM created), (SELECT min(month) AS first_on, max(month) AS last_on FROM created), latest
)
SELECT (SELECT string_agg(DISTINCT source, '+' ORDER BY source) FROM snapshot_run WHERE listing = 'organisations') AS source,
    g.lab_id, g.month, c.models, g.read_until
FROM grid g LEFT JOIN created c USING (lab_id, month)
ORDER BY list_position($labs, g.lab_id), g.month
-- finding
WITH span AS (
    SELECT date_trunc('month', max(read_until))::DATE AS until, max(read_until) AS as_of FROM result
), counted AS (
    SELECT lab_id, sum(models) AS models
    FROM result, span
    WHERE month >= until - INTERVAL 12 MONTH AND month < until
    GROUP BY lab_id
), best AS (
    SELECT max(models) AS models, sum(models) AS every,
        list(lab_id ORDER BY lab_id) FILTER (models = (SELECT max(models) FROM counted)) AS labs
    FROM counted
)
SELECT
    CASE WHEN len($labs) = 1 AND models IS NOT NULL THEN 'alone'
        WHEN len(labs) = 1 AND models >= $least THEN 'most' ELSE 'thin' END AS finding_case,
    labs[1] AS lab, models, every AS "all",
    (until - INTERVAL 12 MONTH)::DATE AS "from", (until - INTERVAL 1 MONTH)::DATE AS until,
    as_of, 'low' AS confidence, 'partial_coverage' AS confidence_reason
FROM best, span
WHERE as_of IS NOT NULL
