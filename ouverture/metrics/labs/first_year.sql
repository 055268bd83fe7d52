/*---
title    = {en = "Downloads in the first year", fr = "Téléchargements de la première année"}
question = {en = "Whose models are downloaded most when age does not decide?", fr = "De qui télécharge-t-on le plus les modèles, quand l'âge ne décide pas ?"}
unit     = {en = "downloads in the first 365 days after release", fr = "téléchargements dans les 365 jours suivant la sortie"}
grain    = "source, lab_id"
version  = 1
tables   = ["mart_first_year"]
sources  = "rows"

[formula]
en = "For each model its downloads since release at day 365, or so far where it is younger; summed over the lab's models whose first year is known. The exclusion list and quantised copies are left out. Release = the announced day where the registry knows it, else the creation of the repository. After Economies of Open Intelligence (arXiv 2512.03073). The {shown} first labs are shown."
fr = "Pour chaque modèle, ses téléchargements depuis la sortie au jour 365, ou jusqu'ici s'il est plus jeune ; somme sur les modèles du laboratoire dont la première année est connue. Liste d'exclusion et copies quantifiées laissées de côté. Sortie = jour de l'annonce si le registre le connaît, sinon création du dépôt. D'après Economies of Open Intelligence (arXiv 2512.03073). On montre les {shown} premiers laboratoires."

[limits]
en = [
  "A model whose first year is not over counts with what it has so far: the number of finished years stands in each row.",
  "Models whose first year no reading knows are left out: the sum is not all that a lab released.",
  "Where a source has no all-time counter, downloads are added up from 30-day counters and marked estimated.",
]
fr = [
  "Un modèle dont la première année n'est pas finie compte pour ce qu'il a jusqu'ici : le nombre d'années finies est sur chaque ligne.",
  "Les modèles dont aucun relevé ne connaît la première année sont laissés de côté : la somme n'est pas tout ce qu'un laboratoire a sorti.",
  "Là où la source n'a pas de compteur cumulé, les téléchargements sont additionnés à partir des compteurs de 30 jours et marqués « estimé ».",
]

[constants]
shown = 15

[parameters.tasks]

[parameters.year]
type = "integer"
null = true
allowed_from = "mart_first_year.release_year"
label = {en = "Released in", fr = "Sortis en"}

[columns.source]
[columns.lab_id]

[columns.models]
meaning = {en = "Models whose first year is known", fr = "Modèles dont la première année est connue"}

[columns.models_complete]
type = "integer"
unit = "models"
label = {en = "Year finished", fr = "Année finie"}
meaning = {en = "Of these, those whose first year is over", fr = "Parmi eux, ceux dont la première année est finie"}
[columns.downloads]
type = "number"
unit = "downloads"
label = {en = "First-year downloads", fr = "Téléchargements de première année"}
meaning = {en = "In the first 365 days, so far where they are not over", fr = "Dans les 365 premiers jours, jusqu'ici s'ils ne sont pas finis"}
[columns.largest_model_id]
type = "text"
label = {en = "Largest model", fr = "Premier modèle"}
meaning = {en = "Model with most first-year downloads", fr = "Modèle au plus de téléchargements de première année"}
[columns.largest_share]
type = "number"
unit = "share"
label = {en = "Its part", fr = "Sa part"}
meaning = {en = "Part of the largest model", fr = "Part du premier modèle"}

[columns.counted_on]
[columns.flags]
like = "flags_estimated"
[columns.shown_of]

[chart]
kind = "bar"
x = "lab_id"
y = "downloads"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.leads]
en = "{lab|lab}: most downloads within a year of release, {downloads|compact}"
fr = "{lab|lab} : le plus téléchargé dans l'année de la sortie, {downloads|compact}"
[note.leads]
en = "All known models of all labs: {all_models|integer}, of which {complete|integer} have finished their first year. Releases since {since|text}."
fr = "Modèles connus, tous laboratoires : {all_models|integer}, dont {complete|integer} ont fini leur première année. Sorties depuis {since|text}."
[finding.one_model]
en = "{lab|lab} leads on first-year downloads, {share|percent} of one model"
fr = "{lab|lab} en tête sur la première année, {share|percent} d'un seul modèle"
[note.one_model]
en = "The model: {model|text}. All known models of all labs: {all_models|integer}, of which {complete|integer} have finished their first year. Releases since {since|text}."
fr = "Ce modèle : {model|text}. Modèles connus, tous laboratoires : {all_models|integer}, dont {complete|integer} ont fini leur première année. Sorties depuis {since|text}."
---*/
SELECT source, lab_id,
    sum(models)::BIGINT AS models,
    sum(models_complete)::BIGINT AS models_complete,
    sum(downloads) AS downloads,
    arg_max(largest_model_id, largest_downloads) AS largest_model_id,
    max(largest_downloads) / nullif(sum(downloads), 0) AS largest_share,
    max(counted_on) AS counted_on,
    CASE WHEN bool_or(estimated) THEN 'estimated' END AS flags,
    count(*) OVER () AS shown_of
FROM mart_first_year
WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($year IS NULL OR release_year = $year) AND lab_id IS NOT NULL
    AND source = (SELECT newest(source, counted_on, source) FROM mart_first_year)
GROUP BY source, lab_id
ORDER BY sum(downloads) DESC, lab_id
LIMIT $shown
-- finding
WITH whole AS (
    SELECT sum(models) AS all_models, sum(models_complete) AS complete, min(release_year)::VARCHAR AS since
    FROM mart_first_year
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($year IS NULL OR release_year = $year) AND lab_id IS NOT NULL
        AND source = (SELECT any_value(source) FROM result)
)
SELECT CASE WHEN largest_share >= 0.5 AND models > 1 THEN 'one_model' ELSE 'leads' END AS finding_case,
    lab_id AS lab, downloads, models, largest_model_id AS model, largest_share AS share, all_models, complete, since,
    counted_on AS as_of,
    CASE WHEN finding_case = 'one_model' THEN 'low' WHEN flags IS NOT NULL OR complete < all_models / 2 THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN finding_case = 'one_model' THEN 'one_model' WHEN flags IS NOT NULL THEN 'estimated' END AS confidence_reason
FROM result, whole
ORDER BY downloads DESC, lab_id
LIMIT 1
