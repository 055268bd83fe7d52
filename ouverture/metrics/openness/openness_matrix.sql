/*---
title    = {en = "What each lab opens", fr = "Ce que chaque laboratoire ouvre"}
question = {en = "Weights, code, data, papers: what is open at each lab, and where does one see it?", fr = "Poids, code, données, articles : qu'ouvre chaque laboratoire, et où le voit-on ?"}
unit     = {en = "open, partial or closed; each mark opens its evidence", fr = "ouvert, partiel ou fermé ; chaque marque mène à sa preuve"}
grain    = "lab_id, family, component"
version  = 2
tables   = ["openness_evidence", "lab", "mart_lineage", "series_run"]
sources  = ["registry"]

[formula]
en = "Ten components of each model family, judged by the registry with a link to what was judged. One family stands for its lab: its most downloaded at the latest reading of whole organisations, or the one with most open components; or all families are shown. Downloads of a family count every listed model whose root base belongs to it. The most open row first; equals by downloads."
fr = "Dix composantes de chaque famille de modèles, jugées par le registre avec un lien vers ce qui a été jugé. Une famille représente son laboratoire : la plus téléchargée au dernier relevé d'organisations entières, ou celle qui compte le plus de composantes ouvertes ; ou toutes sont montrées. Les téléchargements d'une famille comptent tout modèle listé dont la base première lui appartient. La ligne la plus ouverte d'abord ; à égalité, selon les téléchargements."

[limits]
en = [
  "The judgement is ours, made on the day given, from the page linked; a family is judged by its best-known members.",
  "Open means: for anybody to have. Partial: some members, some parts or some uses. Closed: the link shows where it would be.",
  "A lab is only as open here as the family that stands for it: choose another to see how much that decides.",
  "Labs without a judged family are not here: that is unknown, not closed.",
]
fr = [
  "Le jugement est le nôtre, porté au jour donné d'après la page liée ; une famille est jugée sur ses membres les plus connus.",
  "Ouvert : à la portée de tous. Partiel : certains membres, certaines parties ou certains usages. Fermé : le lien montre où cela se trouverait.",
  "Un laboratoire n'est ici pas plus ouvert que la famille qui le représente : changez-en pour voir combien cela décide.",
  "Les laboratoires sans famille jugée n'y sont pas : c'est inconnu, non fermé.",
]

[parameters.family]
type = "text"
default = "most_downloaded"
allowed = ["most_downloaded", "most_open", "all"]
label = {en = "Family shown for a lab", fr = "Famille montrée par laboratoire"}

[parameters.tasks]

[columns.family_of_lab]
type = "text"
label = {en = "Family and lab", fr = "Famille et laboratoire"}
meaning = {en = "The family that stands for the lab, and the lab", fr = "La famille qui représente le laboratoire, et celui-ci"}

[columns.lab_id]
like = "lab_id_registry"
[columns.family]
[columns.component]
[columns.state]
[columns.link]
[columns.checked_on]

[columns.open_components]
type = "integer"
label = {en = "Open of ten", fr = "Ouvertes sur dix"}
meaning = {en = "Open components of that family", fr = "Composantes ouvertes de cette famille"}

[columns.downloads_30d]
meaning = {en = "Of the family and what is made from it, at the latest reading, tests and machine traffic left aside; empty where it is not listed", fr = "De la famille et de ce qui en est tiré, au dernier relevé, tests et trafic de machines mis à part ; vide si elle n'est pas listée"}

[chart]
kind = "matrix"
x = "component"
y = "state"
series = "family_of_lab"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Downloads of a family without machine traffic and test repositories."
fr = "Téléchargements d'une famille sans trafic de machines ni dépôts de test."

[finding.labs]
en = "{data|integer} of {rows|integer} labs open their pre-training data in full, {weights|integer} their weights"
fr = "{data|integer} laboratoires sur {rows|integer} ouvrent toutes leurs données, {weights|integer} leurs poids"
[note.labs]
en = "One family a lab, among those we judged: “closed” and “partial” have their link too. {licences|integer} have an open licence."
fr = "Une famille par laboratoire, parmi celles que nous avons jugées : « fermé » et « partiel » ont aussi leur lien. Licences ouvertes : {licences|integer}."
[finding.families]
en = "{data|integer} of {rows|integer} families open their pre-training data in full, {weights|integer} their weights"
fr = "{data|integer} familles sur {rows|integer} ouvrent toutes leurs données, {weights|integer} leurs poids"
[note.families]
en = "Families that we judged: “closed” and “partial” have their link too. {licences|integer} have an open licence."
fr = "Familles que nous avons jugées : « fermé » et « partiel » ont aussi leur lien. Licences ouvertes : {licences|integer}."
---*/
WITH run AS (
    SELECT run_id FROM newest_run('auto')
), adoption AS (
    SELECT root_lab_id AS lab_id, root_family AS subject, sum(downloads_30d) AS downloads
    FROM run JOIN mart_lineage USING (run_id)
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND NOT excluded -- machine traffic says nothing of a family's weight
    GROUP BY root_lab_id, root_family
), family AS (
    SELECT e.lab_id, e.subject, count(*) FILTER (e.value = 'open') AS open_components, any_value(a.downloads) AS downloads
    FROM openness_evidence e
    LEFT JOIN adoption a USING (lab_id, subject)
    WHERE e.source = 'registry' AND e.lab_id IS NOT NULL AND e.component <> 'synthetic_data' -- judged for a few only
    GROUP BY e.lab_id, e.subject
), chosen AS (
    SELECT * FROM family
    QUALIFY $family = 'all' OR 1 = row_number() OVER (
        PARTITION BY lab_id
        ORDER BY CASE WHEN $family = 'most_open' THEN open_components END DESC, downloads DESC NULLS LAST, open_components DESC, subject)
)
SELECT
    c.subject || ' · ' || l.name AS family_of_lab,
    c.lab_id,
    c.subject AS family,
    e.component,
    e.value AS state,
    e.link,
    e.checked_on,
    c.open_components::INTEGER AS open_components,
    round(c.downloads)::BIGINT AS downloads_30d
FROM chosen c
JOIN lab l USING (lab_id)
JOIN openness_evidence e ON e.source = 'registry' AND e.lab_id = c.lab_id AND e.subject = c.subject AND e.component <> 'synthetic_data'
ORDER BY c.open_components DESC, c.downloads DESC NULLS LAST, c.subject,
    list_position(['weights', 'licence', 'architecture', 'inference_code', 'training_code', 'pretraining_data',
        'posttraining_data', 'data_card', 'model_card', 'paper'], e.component)
-- finding
SELECT
    CASE WHEN $family = 'all' THEN 'families' ELSE 'labs' END AS finding_case,
    count(DISTINCT family_of_lab) AS rows,
    count(*) FILTER (component = 'pretraining_data' AND state = 'open') AS data,
    count(*) FILTER (component = 'weights' AND state = 'open') AS weights,
    count(*) FILTER (component = 'licence' AND state = 'open') AS licences,
    max(checked_on) AS as_of,
    'high' AS confidence
FROM result HAVING count(*) > 0
