/*---
title    = {en = "Models ahead of their class", fr = "Modèles en avance sur leur classe"}
question = {en = "Which models are taken up fastest for their size and age?", fr = "Quels modèles sont adoptés le plus vite pour leur taille et leur âge ?"}
unit     = {en = "relative adoption: downloads since release over the class's reference at the same age", fr = "adoption relative : téléchargements depuis la sortie rapportés à la référence de la classe au même âge"}
grain    = "source, model_id"
version  = 2
tables   = ["mart_pace"]
sources  = "rows"

[formula]
en = "Relative adoption (see that metric) at the latest age at which at least twenty models of the same size class and task scope are known. Version 2 divides by the 10th largest, version 1 by the median of the ten largest. The {shown} highest of the source with the latest reading are shown; models that the automation index judged machine traffic at a reading are not ranked."
fr = "Adoption relative (voir cet indicateur) au dernier âge où l'on connaît au moins vingt modèles de même classe de taille et de même périmètre. La version 2 divise par le 10e, la version 1 par la médiane des dix premiers. On montre les {shown} plus élevées de la source au relevé le plus récent ; les modèles jugés trafic automatique à un relevé ne sont pas classés."

[limits]
en = [
  "Models are compared at different ages: the age stands in each row, and a very young one may not keep its pace.",
  "A size class of which fewer than twenty models are known at any age is not in the list: of ten peers, the 10th largest would be the smallest.",
  "Where a source has no all-time counter, downloads since release are added up from 30-day counters and marked estimated.",
]
fr = [
  "Les modèles sont comparés à des âges différents, indiqués sur chaque ligne ; un modèle très jeune peut ne pas tenir son rythme.",
  "Une classe de taille dont on ne connaît vingt modèles à aucun âge n'est pas dans la liste : sur dix pairs, le 10e serait le plus petit.",
  "Là où la source n'a pas de compteur cumulé, les téléchargements depuis la sortie sont additionnés à partir des compteurs de 30 jours et marqués « estimé ».",
]

[constants]
shown = 15

[parameters.tasks]
[parameters.version]

[columns.source]
like = "source_hub"

[columns.counted_on]
meaning = {en = "Last reading of the model (UTC)", fr = "Dernier relevé du modèle (UTC)"}

[columns.model_id]
[columns.lab_id]
[columns.size_class]

[columns.released_on]
meaning = {en = "Announced day where the registry knows it, else creation of the repository", fr = "Jour de l'annonce si le registre le connaît, sinon création du dépôt"}

[columns.age_days]
type = "integer"
unit = "days"
label = {en = "Compared at day", fr = "Comparé au jour"}
meaning = {en = "Days since release at which it is compared", fr = "Jours depuis la sortie auxquels on compare"}
[columns.peers]
type = "integer"
unit = "models"
label = {en = "Peers", fr = "Pairs"}
meaning = {en = "Models of its class known at that age, itself included", fr = "Modèles de sa classe connus à cet âge, lui compris"}
[columns.downloads]
type = "number"
unit = "downloads"
label = {en = "Downloads since release", fr = "Téléchargements depuis la sortie"}
meaning = {en = "Cumulative at that age", fr = "Cumul à cet âge"}
[columns.relative_adoption]
type = "number"
unit = "ratio"
label = {en = "Relative adoption", fr = "Adoption relative"}
meaning = {en = "1 = on pace for the top ten (version 2)", fr = "1 = au rythme des dix premiers (version 2)"}

[columns.flags]
like = "flags_estimated"
[columns.shown_of]

[chart]
kind = "bar"
x = "model_id"
y = "relative_adoption"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Models judged machine traffic at a reading are not ranked."
fr = "Les modèles jugés trafic automatique à un relevé ne sont pas classés."

[finding.first]
en = "{model|text}: {ratio|decimal} times the reference of its size, the most"
fr = "{model|text} : {ratio|decimal} fois la référence de sa taille, record"
[note.first]
en = "At day {age|integer}, among {peers|integer} models of {size|size} parameters; the reference is the 10th largest at that age."
fr = "Au jour {age|integer}, parmi {peers|integer} modèles de {size|size} paramètres ; la référence est le 10e à cet âge."
[finding.first_median]
en = "{model|text}: {ratio|decimal} times the median of the ten largest of its size"
fr = "{model|text} : {ratio|decimal} fois la médiane des dix premiers de sa taille"
[note.first_median]
en = "At day {age|integer}, among {peers|integer} models of {size|size} parameters."
fr = "Au jour {age|integer}, parmi {peers|integer} modèles de {size|size} paramètres."
---*/
SELECT
    source, counted_on, model_id, lab_id, size_class, released_on, age_days, peers, downloads,
    CASE WHEN $version = '2' THEN tenth_ratio ELSE median_ratio END AS relative_adoption,
    CASE WHEN estimated THEN 'estimated' END AS flags,
    count(*) OVER () AS shown_of
FROM mart_pace
WHERE ($tasks = 'all' OR task_scope = $tasks)
    AND source = (SELECT newest(source, counted_on, source) FROM mart_pace)
ORDER BY relative_adoption DESC, model_id
LIMIT $shown
-- finding
SELECT CASE WHEN $version = '2' THEN 'first' ELSE 'first_median' END AS finding_case,
    model_id AS model, relative_adoption AS ratio, age_days AS age, peers, size_class AS size,
    counted_on AS as_of,
    CASE WHEN peers >= 50 AND flags IS NULL THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN peers < 50 THEN 'small_sample' END AS confidence_reason
FROM result
ORDER BY relative_adoption DESC, model_id
LIMIT 1
