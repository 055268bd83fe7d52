/*---
title    = {en = "Downloads a day", fr = "Téléchargements par jour"}
question = {en = "How many downloads a day, by openness?", fr = "Combien de téléchargements par jour, selon l'ouverture ?"}
unit     = {en = "downloads a day", fr = "téléchargements par jour"}
grain    = "source, until_on, tier"
version  = 1
tables   = ["mart_flow"]
sources  = "rows"

[formula]
en = "Difference of the all-time counters of two good readings, divided by the time between them from the clocks of both, model by model, then summed. Where a counter fell the model has no flow (restated); a reading frozen at the source gives none, and the next one spans it. Adjusted: without the exclusion list and machine traffic, and with spikes winsorised (|z| > 5 on the log of the flow against the model's last 13 weeks, never within 30 days of release)."
fr = "Différence des compteurs cumulés de deux bons relevés, divisée par le temps écoulé selon leurs deux horloges, modèle par modèle, puis somme. Là où un compteur a baissé, le modèle n'a pas de flux (corrigé) ; un relevé figé à la source n'en donne pas, et le suivant l'enjambe. Ajusté : sans la liste d'exclusion ni le trafic de machines, pics ramenés (|z| > 5 sur le logarithme du flux par rapport aux 13 dernières semaines du modèle, jamais dans les 30 jours d'une sortie)."

[limits]
en = [
  "Only sources with an all-time counter: the reference panel has none, so this begins with the second live snapshot.",
  "A span of several days is spread evenly and marked as imputed.",
]
fr = [
  "Seulement les sources à compteur cumulé : le panel de référence n'en a pas, ceci commence au deuxième relevé en direct.",
  "Un intervalle de plusieurs jours est réparti également et marqué imputed.",
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

[finding.now]
en = "{total|compact} downloads a day, {open|percent} of them open weights or more"
fr = "{total|compact} téléchargements par jour, dont {open|percent} à poids ouverts ou plus"
[note.now]
en = "Over the span that ends on {as_of|date}; openness unknown for {unknown|percent}."
fr = "Sur l'intervalle qui finit le {as_of|date} ; ouverture inconnue pour {unknown|percent}."
---*/
SELECT source, from_on, until_on, tier,
    sum(CASE $basis WHEN 'raw' THEN downloads_per_day WHEN 'adjusted' THEN adjusted_downloads_per_day END) AS downloads_per_day,
    sum(models)::BIGINT AS models,
    sum(restated_models)::BIGINT AS restated_models,
    nullif(array_to_string(list_sort(list_distinct(flatten(list(string_split(flags, ' ')) FILTER (flags IS NOT NULL)))), ' '), '') AS flags
FROM mart_flow
WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded) AND ($source = 'auto' OR source = $source)
GROUP BY source, from_on, until_on, tier
ORDER BY source, until_on, tier NULLS LAST
-- finding
SELECT 'now' AS finding_case, sum(downloads_per_day) AS total,
    coalesce(sum(downloads_per_day) FILTER (tier >= 2), 0) / sum(downloads_per_day) AS open,
    coalesce(sum(downloads_per_day) FILTER (tier IS NULL), 0) / sum(downloads_per_day) AS unknown,
    max(until_on) AS as_of, 'high' AS confidence
FROM result
WHERE (source, until_on) = (SELECT newest((source, until_on), until_on, source) FROM result)
HAVING sum(downloads_per_day) > 0
