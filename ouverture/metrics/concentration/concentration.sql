/*---
title    = {en = "Concentration of downloads", fr = "Concentration des téléchargements"}
question = {en = "Do a few labs or models take most downloads?", fr = "Quelques laboratoires ou modèles prennent-ils l'essentiel des téléchargements ?"}
unit     = {en = "how many of equal size would be as concentrated (10,000 / HHI)", fr = "combien de parts égales seraient aussi concentrées (10 000 / HHI)"}
grain    = "source, snapshot_date"
version  = 2
tables   = ["mart_concentration", "mart_left_out", "series_run"]
sources  = "rows"

[formula]
en = "HHI = 10,000 × sum of squared shares of 30-day downloads; effective number = 10,000 / HHI: as many equal units would be as concentrated. CR1 and CR4: share of the largest and of the four largest. Gini among units with downloads. A lab's units: an organisation that belongs to no lab of the registry stands for itself. Adjusted: without the exclusion list and machine traffic."
fr = "HHI = 10 000 × somme des carrés des parts de téléchargements sur 30 jours ; nombre effectif = 10 000 / HHI : autant d'unités égales seraient aussi concentrées. CR1 et CR4 : part de la première et des quatre premières. Gini parmi les unités téléchargées. Par laboratoire : une organisation hors du registre compte pour elle-même. Ajusté : sans la liste d'exclusion ni le trafic de machines."

[limits]
en = [
  "Among the models that the source lists, not the whole Hub: a source of fifty organisations looks more concentrated than the Hub is.",
  "When organisations enter the list, concentration falls without anybody losing: such readings are marked as breaks.",
  "By publisher: downloads of repackaged models count for the packager (see Lineage).",
  "Scope decides: all tasks are spread over embedding, vision and speech models; generative ones are not.",
]
fr = [
  "Parmi les modèles que la source liste, non sur tout le Hub : une source de cinquante organisations paraît plus concentrée que le Hub.",
  "Quand des organisations entrent dans la liste, la concentration baisse sans que personne ne perde : ces relevés sont marqués comme ruptures.",
  "Par éditeur : les téléchargements de modèles reconditionnés comptent pour le reconditionneur (voir Filiation).",
  "Le périmètre décide : l'ensemble des tâches mêle plongements, vision et parole ; les tâches génératives, non.",
]

[constants]
readings_high = 3

[parameters.tasks]

[parameters.unit]
type = "text"
default = "lab"
allowed = ["lab", "model"]
label = {en = "Shared among", fr = "Partagés entre"}

[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.effective_number]
type = "number"
label = {en = "Equal-size equivalent", fr = "Équivalent à parts égales"}
meaning = {en = "10,000 / HHI: as many equal units would be as concentrated", fr = "10 000 / HHI : autant d'unités égales seraient aussi concentrées"}
[columns.hhi]
type = "number"
unit = "points"
label = {en = "HHI", fr = "HHI"}
meaning = {en = "Herfindahl–Hirschman index, 0 to 10,000", fr = "Indice de Herfindahl-Hirschman, de 0 à 10 000"}
[columns.cr1]
type = "number"
unit = "share"
label = {en = "Largest", fr = "Première"}
meaning = {en = "Share of the largest unit", fr = "Part de la première unité"}
[columns.cr4]
type = "number"
unit = "share"
label = {en = "Four largest", fr = "Quatre premières"}
meaning = {en = "Share of the four largest units", fr = "Part des quatre premières unités"}
[columns.gini]
type = "number"
label = {en = "Gini", fr = "Gini"}
meaning = {en = "Gini coefficient among units with downloads, 0 to 1", fr = "Coefficient de Gini parmi les unités téléchargées, de 0 à 1"}
[columns.units]
type = "integer"
label = {en = "Units", fr = "Unités"}
meaning = {en = "Units with downloads", fr = "Unités téléchargées"}
[columns.units_without_downloads]
type = "integer"
label = {en = "Without downloads", fr = "Sans téléchargement"}
meaning = {en = "Units listed without a single download", fr = "Unités listées sans un seul téléchargement"}
[columns.leader]
type = "text"
label = {en = "Leader", fr = "En tête"}
meaning = {en = "Largest unit: lab, model, or org:namespace for an organisation without a lab", fr = "Première unité : laboratoire, modèle, ou org:espace pour une organisation sans laboratoire"}
[columns.downloads_30d]
meaning = {en = "Sum that is shared out", fr = "Somme partagée"}

[columns.flags]
like = "flags_leader"

[chart]
kind = "line"
x = "snapshot_date"
y = "effective_number"
series = "source"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "A leading model that adjusted figures leave out is flagged excluded."
fr = "Un modèle en tête que les chiffres ajustés écartent porte la marque excluded."

[finding.concentrated]
en = "The four largest of {units|integer} {counted|text} take {cr4|percent} of downloads"
fr = "Les quatre premiers de {units|integer} {counted_fr|text} ont {cr4|percent} des téléchargements"
[note.concentrated]
en = "As if {effective|decimal} of equal size shared all downloads; {before|decimal} on {since|date}.[ Readings since at which organisations entered the list: {breaks|integer}; a list that grows looks less concentrated.]"
fr = "Comme si {effective|decimal} de taille égale se partageaient tous les téléchargements ; {before|decimal} le {since|date}.[ Relevés depuis où des organisations sont entrées dans la liste : {breaks|integer} ; une liste qui s'allonge paraît moins concentrée.]"
[finding.one_reading]
en = "The four largest of {units|integer} {counted|text} take {cr4|percent} of downloads"
fr = "Les quatre premiers de {units|integer} {counted_fr|text} ont {cr4|percent} des téléchargements"
[note.one_reading]
en = "One reading only: nothing earlier can be compared."
fr = "Un seul relevé : rien d'antérieur ne se compare."
---*/
SELECT
    c.source,
    c.snapshot_date,
    10000 / c.hhi AS effective_number,
    c.hhi,
    c.cr1,
    c.cr4,
    c.gini,
    c.units,
    c.units_without_downloads,
    c.leader,
    c.downloads_30d,
    nullif(concat_ws(' ', r.flags, CASE WHEN o.run_id IS NOT NULL THEN 'excluded' END), '') AS flags
FROM mart_concentration c
JOIN series_run r USING (run_id)
LEFT JOIN mart_left_out o ON $unit = 'model' AND o.run_id = c.run_id AND o.model_id = c.leader
WHERE c.tasks = $tasks AND c.unit = $unit AND c.basis = $basis AND ($source = 'auto' OR c.source = $source)
ORDER BY c.source, c.snapshot_date
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
), latest AS (
    SELECT * FROM chosen ORDER BY snapshot_date DESC LIMIT 1
), first AS (
    SELECT * FROM chosen ORDER BY snapshot_date LIMIT 1
)
SELECT
    CASE WHEN f.snapshot_date = l.snapshot_date THEN 'one_reading' ELSE 'concentrated' END AS finding_case,
    CASE $unit WHEN 'model' THEN 'models' ELSE 'labs' END AS counted, CASE $unit WHEN 'model' THEN 'modèles' ELSE 'laboratoires' END AS counted_fr,
    l.units, l.cr4, l.hhi, l.effective_number AS effective, f.effective_number AS before, f.snapshot_date AS since,
    (SELECT count(*) FROM chosen WHERE flags LIKE '%break%' AND snapshot_date > f.snapshot_date) AS breaks,
    l.snapshot_date AS as_of,
    CASE WHEN (SELECT count(*) FROM chosen) < $readings_high THEN 'low' WHEN l.source = 'hub' THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN (SELECT count(*) FROM chosen) < $readings_high THEN 'few_readings' WHEN l.source <> 'hub' THEN 'partial_coverage' END
        AS confidence_reason
FROM latest l, first f
