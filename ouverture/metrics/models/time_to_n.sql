/*---
title    = {en = "Time to a number of downloads", fr = "Temps pour atteindre un nombre de téléchargements"}
question = {en = "How long does a new model take to reach so many downloads?", fr = "Combien de temps faut-il à un nouveau modèle pour atteindre ce nombre de téléchargements ?"}
unit     = {en = "days after release by which half of the models have reached it", fr = "jours après la sortie au bout desquels la moitié des modèles l'a atteint"}
grain    = "source, cohort"
version  = 1
tables   = ["mart_time_to_n"]
sources  = "rows"

[formula]
en = "First day after release with at least so many downloads since release, interpolated between readings; models that are not there yet are right-censored at their last reading. Kaplan–Meier median; band = middle 90 % of 1,000 bootstrap resamples of the models. Generative models followed since they were at most 45 days old, without the exclusion list and quantised copies; cohorts of at least {fewest} models."
fr = "Premier jour après la sortie où les téléchargements depuis la sortie atteignent ce nombre, interpolé entre deux relevés ; les modèles qui n'y sont pas sont censurés à droite à leur dernier relevé. Médiane de Kaplan-Meier ; bande = 90 % centraux de 1 000 rééchantillonnages des modèles. Modèles génératifs suivis depuis 45 jours d'âge au plus, sans liste d'exclusion ni copies quantifiées ; cohortes de {fewest} modèles au moins."

[limits]
en = [
  "The panel keeps the models that carry an organisation's downloads: those hardly downloaded are missing, so the medians there are too short.",
  "Readings a month apart say the day only to within some weeks.",
  "A half that has not reached the number yet has no median: the row is kept without one.",
]
fr = [
  "Le panel garde les modèles qui portent les téléchargements d'une organisation : les peu téléchargés manquent, et les médianes y sont trop courtes.",
  "Des relevés mensuels ne donnent le jour qu'à quelques semaines près.",
  "Tant que la moitié n'a pas atteint le nombre, il n'y a pas de médiane : la ligne reste, sans elle.",
]

[constants]
fewest = 10

[parameters.n]
type = "text"
default = "1000000"
allowed = ["100000", "1000000", "10000000"]
label = {en = "Downloads", fr = "Téléchargements"}

[parameters.by]
type = "text"
default = "size_class"
allowed = ["size_class", "release_year"]
label = {en = "By", fr = "Par"}

[columns.source]

[columns.cohort]
type = "text"
label = {en = "Models", fr = "Modèles"}
meaning = {en = "Size class or year of release; all = all together", fr = "Classe de taille ou année de sortie ; all = toutes ensemble"}
[columns.median_days]
type = "number"
unit = "days"
label = {en = "Median", fr = "Médiane"}
meaning = {en = "Kaplan–Meier median; empty where fewer than half have reached it", fr = "Médiane de Kaplan-Meier ; vide si moins de la moitié l'a atteint"}

[columns.low_days]
[columns.high_days]

[columns.models]
label = {en = "Followed", fr = "Suivis"}
meaning = {en = "Models followed from their start", fr = "Modèles suivis depuis leur sortie"}

[columns.reached]
type = "integer"
unit = "models"
label = {en = "Reached it", fr = "L'ont atteint"}
meaning = {en = "Models that have reached the number", fr = "Modèles qui ont atteint le nombre"}

[columns.counted_on]
[columns.flags]
like = "flags_estimated"

[chart]
kind = "interval"
x = "cohort"
y = "median_days"
low = "low_days"
high = "high_days"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.reached]
en = "Half of the new models reach {n|compact} downloads within {median|integer} days"
fr = "La moitié des nouveaux modèles atteint {n|compact} téléchargements en {median|integer} jours"
[note.reached]
en = "{reached|integer} of the {models|integer} generative models followed from their start are there; most likely {low|integer} to {high|integer} days."
fr = "{reached|integer} des {models|integer} modèles génératifs suivis depuis leur sortie y sont ; le plus probablement de {low|integer} à {high|integer} jours."
[finding.reached_open]
en = "Half of the new models reach {n|compact} downloads within {median|integer} days"
fr = "La moitié des nouveaux modèles atteint {n|compact} téléchargements en {median|integer} jours"
[note.reached_open]
en = "{reached|integer} of the {models|integer} generative models followed from their start are there; most likely {low|integer} days or more, the upper end is not known yet."
fr = "{reached|integer} des {models|integer} modèles génératifs suivis depuis leur sortie y sont ; le plus probablement {low|integer} jours ou plus, la borne haute n'est pas encore connue."
[finding.not_yet]
en = "Most new models have not reached {n|compact} downloads yet"
fr = "La plupart des nouveaux modèles n'ont pas encore {n|compact} téléchargements"
[note.not_yet]
en = "{reached|integer} of the {models|integer} generative models followed from their start are there."
fr = "{reached|integer} des {models|integer} modèles génératifs suivis depuis leur sortie y sont."
---*/
SELECT source, cohort, median_days, low_days, high_days, models, reached, counted_on,
    CASE WHEN estimated THEN 'estimated' END AS flags
FROM mart_time_to_n
WHERE threshold = $n::BIGINT AND cohort_by IN ('all', $by) AND models >= $fewest
    AND source = (SELECT newest(source, counted_on, source) FROM mart_time_to_n)
ORDER BY cohort <> 'all', list_position(['<1B', '1-7B', '7-30B', '30-100B', '>=100B'], cohort), cohort
-- finding
SELECT CASE WHEN median_days IS NULL THEN 'not_yet' WHEN high_days IS NULL THEN 'reached_open' ELSE 'reached' END AS finding_case,
    median_days AS median, low_days AS low, high_days AS high, models, reached, $n::BIGINT AS n,
    counted_on AS as_of,
    CASE WHEN flags IS NULL AND models >= 100 THEN 'high' WHEN models >= 50 THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN flags IS NOT NULL THEN 'estimated' WHEN models < 100 THEN 'small_sample' END AS confidence_reason
FROM result
WHERE cohort = 'all'
