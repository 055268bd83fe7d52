/*---
title    = {en = "Downloads a day", fr = "Téléchargements par jour"}
question = {en = "How many downloads a day, by openness?", fr = "Combien de téléchargements par jour, selon l'ouverture ?"}
unit     = {en = "downloads a day", fr = "téléchargements par jour"}
grain    = "source, until_on, tier"
version  = 2
tables   = ["mart_flow", "series_run"]
sources  = "rows"

[formula]
en = "Difference of the all-time counters of a model's two last good readings, divided by the time between them from the clocks of both, model by model, then summed over all models whose span covers the interval. Where a counter fell the model has no flow (restated); a reading frozen at the source gives none, and the next one spans it. Adjusted: without the exclusion list and machine traffic, and with spikes winsorised (|z| > 5 on the log of the flow against the model's last 13 weeks, never within 30 days of release)."
fr = "Différence des compteurs cumulés des deux derniers bons relevés d'un modèle, divisée par le temps écoulé selon leurs deux horloges, modèle par modèle, puis somme sur tous les modèles dont l'intervalle couvre celui-ci. Là où un compteur a baissé, le modèle n'a pas de flux (corrigé) ; un relevé figé à la source n'en donne pas, et le suivant l'enjambe. Ajusté : sans la liste d'exclusion ni le trafic de machines, pics ramenés (|z| > 5 sur le logarithme du flux par rapport aux 13 dernières semaines du modèle, jamais dans les 30 jours d'une sortie)."

[limits]
en = [
  "Only sources with an all-time counter: the reference panel has none, so this begins with the second live snapshot.",
  "A span of several days is spread evenly and marked as imputed.",
  "The last interval is partial, and not told in the headline, where only a reading of smaller scope ends it: the next full one completes it.",
]
fr = [
  "Seulement les sources à compteur cumulé : le panel de référence n'en a pas, ceci commence au deuxième relevé en direct.",
  "Un intervalle de plusieurs jours est réparti également et marqué imputed.",
  "Le dernier intervalle est partiel, et absent du titre, s'il finit par un relevé de moindre étendue : le prochain relevé complet le complète.",
]

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]

[columns.from_on]
type = "date"
label = {en = "From", fr = "Du"}
meaning = {en = "First day of the span", fr = "Premier jour de l'intervalle"}

[columns.until_on]
type = "date"
label = {en = "Date", fr = "Date"}
meaning = {en = "Last day of the span", fr = "Dernier jour de l'intervalle"}

[columns.tier]

[columns.downloads_per_day]
type = "number"
unit = "downloads_per_day"
label = {en = "Downloads a day", fr = "Téléchargements par jour"}
meaning = {en = "Sum of the flows", fr = "Somme des flux"}

[columns.models]

[columns.restated_models]
type = "integer"
unit = "models"
label = {en = "Restated", fr = "Corrigés"}
meaning = {en = "Models whose counter fell: in no sum", fr = "Modèles dont le compteur a baissé : dans aucune somme"}

[columns.flags]

[chart]
kind = "line"
x = "until_on"
y = "downloads_per_day"
series = "tier"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Each model's flow runs from its own last good reading and is spread over the intervals it covers."
fr = "Le flux de chaque modèle part de son propre dernier bon relevé et se répartit sur les intervalles qu'il couvre."

[finding.now]
en = "{total|compact} downloads a day, {open|percent} of them open weights or more"
fr = "{total|compact} téléchargements par jour, dont {open|percent} à poids ouverts ou plus"
[note.now]
en = "Over the span that ends on {as_of|date}; openness unknown for {unknown|percent}."
fr = "Sur l'intervalle qui finit le {as_of|date} ; ouverture inconnue pour {unknown|percent}."
---*/
WITH span AS (
    SELECT *, CASE $basis WHEN 'raw' THEN downloads_per_day WHEN 'adjusted' THEN adjusted_downloads_per_day END AS per_day
    FROM mart_flow
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded) AND ($source = 'auto' OR source = $source)
), reading AS ( -- spans begin and end with readings: each covers whole intervals between neighbours
    SELECT source, until_on, coalesce(lag(until_on) OVER (PARTITION BY source ORDER BY until_on) + 1, first_on) AS from_on
    FROM (SELECT source, until_on, min(from_on) AS first_on FROM span GROUP BY source, until_on)
), whole AS (
    SELECT source, max(snapshot_date) AS until_on FROM series_run GROUP BY source
)
SELECT r.source, r.from_on, r.until_on, s.tier,
    sum(s.per_day) AS downloads_per_day,
    sum(s.models)::BIGINT AS models,
    sum(s.restated_models)::BIGINT AS restated_models,
    nullif(concat_ws(' ',
        CASE WHEN bool_or(s.flags LIKE '%imputed%') THEN 'imputed' END,
        CASE WHEN any_value(w.until_on) < r.until_on THEN 'partial' END,
        CASE WHEN sum(s.restated_models) > 0 OR bool_or(s.flags LIKE '%restated%') THEN 'restated' END,
        CASE WHEN bool_or(s.flags LIKE '%stale%') THEN 'stale' END), '') AS flags
FROM reading r
JOIN span s ON s.source = r.source AND s.from_on <= r.until_on AND s.until_on >= r.until_on
LEFT JOIN whole w ON w.source = r.source
GROUP BY r.source, r.from_on, r.until_on, s.tier
ORDER BY r.source, r.until_on, s.tier NULLS LAST
-- finding
SELECT 'now' AS finding_case, sum(downloads_per_day) AS total,
    coalesce(sum(downloads_per_day) FILTER (tier >= 2), 0) / sum(downloads_per_day) AS open,
    coalesce(sum(downloads_per_day) FILTER (tier IS NULL), 0) / sum(downloads_per_day) AS unknown,
    max(until_on) AS as_of, 'high' AS confidence
FROM result
WHERE (source, until_on) = (SELECT newest((source, until_on), until_on, source) FROM result WHERE flags NOT LIKE '%partial%' OR flags IS NULL)
HAVING sum(downloads_per_day) > 0
