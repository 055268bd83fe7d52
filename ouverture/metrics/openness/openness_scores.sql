/*---
title    = {en = "Published openness scores beside our tiers", fr = "Scores d'ouverture publiés, à côté de nos degrés"}
question = {en = "How do others score the openness of each lab?", fr = "Comment d'autres notent-ils l'ouverture de chaque laboratoire ?"}
unit     = {en = "score: European index 0 to 1, Stanford's index points of 100", fr = "score : indice européen de 0 à 1, indice de Stanford en points sur 100"}
grain    = "lab_id"
version  = 2
tables   = ["openness_evidence", "transparency_score", "mart_model", "mart_offer"]
sources  = ["osai-index", "fmti", "registry"]

[formula]
en = "European Open Source AI Index: closed, partial and open count 0, ½ and 1, mean over its {dimensions} dimensions; the lab's best system, the mean of its systems and their number. Foundation Model Transparency Index: the points of 100 that each edition gave. Our tier: that of the lab's most downloaded model of the tasks chosen; closed where no model of the lab is listed and a catalogue knows it by models without open weights only. The columns are never mixed into one figure."
fr = "Indice européen de l'IA open source : fermé, partiel et ouvert comptent 0, ½ et 1, moyenne de ses {dimensions} dimensions ; le meilleur système du laboratoire, la moyenne de ses systèmes et leur nombre. Foundation Model Transparency Index : les points sur 100 donnés par chaque édition. Notre degré : celui du modèle le plus téléchargé du laboratoire pour les tâches choisies ; fermé si aucun modèle du laboratoire n'est listé et qu'un catalogue ne lui connaît que des modèles sans poids ouverts. Les colonnes ne sont jamais mêlées en un seul chiffre."

[limits]
en = [
  "The European index asks what one can have; Stanford's asks what one is told, of one flagship model: a lab may be high in one and low in the other.",
  "Stanford's edition of 2025 has other indicators than those of 2023 and 2024: its points are not on their scale.",
  "Our tier is that of another model than the best system, where the lab's most downloaded model is another: it is named.",
  "Systems of makers that our registry does not hold are left out.",
]
fr = [
  "L'indice européen demande ce que l'on peut obtenir ; celui de Stanford, ce que l'on apprend d'un modèle phare : un laboratoire peut être haut dans l'un et bas dans l'autre.",
  "L'édition 2025 de Stanford a d'autres indicateurs que celles de 2023 et 2024 : ses points ne sont pas à leur échelle.",
  "Notre degré est celui d'un autre modèle que le meilleur système, si le modèle le plus téléchargé du laboratoire en est un autre : il est nommé.",
  "Les systèmes d'auteurs absents de notre registre sont laissés de côté.",
]

[constants]
dimensions = 12

[parameters.tasks]

[columns.lab_id]
like = "lab_id_registry"

[columns.our_tier]
type = "text"
label = {en = "Our tier, most downloaded model", fr = "Notre degré, modèle le plus téléchargé"}
meaning = {en = "closed, restricted, open_weights, open_tooling, open_source, unknown; empty = not listed", fr = "closed (fermé), restricted (sous conditions), open_weights (poids ouverts), open_tooling (outillage ouvert), open_source, unknown (inconnu) ; vide = non listé"}

[columns.our_model]
type = "text"
label = {en = "Most downloaded model", fr = "Modèle le plus téléchargé"}
meaning = {en = "The model of our tier; the index may assess another", fr = "Le modèle de notre degré ; l'indice peut en évaluer un autre"}

[columns.osai_best]
type = "number"
unit = "score"
label = {en = "European index, best", fr = "Indice européen, meilleur"}
meaning = {en = "Score of the lab's best system, 0 to 1", fr = "Score du meilleur système du laboratoire, de 0 à 1"}

[columns.osai_system]
type = "text"
label = {en = "Best system", fr = "Meilleur système"}
meaning = {en = "That system; the first by name among equals", fr = "Ce système ; le premier par son nom parmi les égaux"}

[columns.osai_mean]
type = "number"
unit = "score"
label = {en = "European index, mean", fr = "Indice européen, moyenne"}
meaning = {en = "Mean score of the lab's systems", fr = "Score moyen des systèmes du laboratoire"}

[columns.osai_systems]
type = "integer"
label = {en = "Systems", fr = "Systèmes"}
meaning = {en = "Systems of the lab that the index assesses", fr = "Systèmes du laboratoire évalués par l'indice"}

[columns.fmti_2025]
type = "integer"
unit = "points"
label = {en = "Stanford 2025", fr = "Stanford 2025"}
meaning = {en = "Points of 100, other indicators than before", fr = "Points sur 100, indicateurs différents d'avant"}

[columns.fmti_2024]
type = "integer"
unit = "points"
label = {en = "Stanford 2024", fr = "Stanford 2024"}
meaning = {en = "Points of 100", fr = "Points sur 100"}

[columns.fmti_2023]
type = "integer"
unit = "points"
label = {en = "Stanford 2023", fr = "Stanford 2023"}
meaning = {en = "Points of 100", fr = "Points sur 100"}

[columns.fmti_link]
type = "text"
label = {en = "Stanford's scores", fr = "Scores de Stanford"}
meaning = {en = "The latest edition's own figures", fr = "Chiffres de la dernière édition"}

[columns.osai_link]
type = "text"
label = {en = "European index", fr = "Indice européen"}
meaning = {en = "The index", fr = "L'indice"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "The model whose tier ours is, is named."
fr = "Le modèle dont vient notre degré est nommé."

[finding.both]
en = "Best in Europe's index: {osai_labs|lab} ({osai|percent}); Stanford's: {fmti_lab|lab} ({points|integer}/100)"
fr = "En tête : {osai_labs|lab} ({osai|percent}, Europe) ; {fmti_lab|lab} ({points|integer}/100, Stanford)"
[note.both]
en = "Two published scores, unchanged, that ask different questions: never mixed into one, nor into our degrees of openness. Stanford's edition: {edition|text}."
fr = "Deux scores publiés, inchangés, qui posent des questions différentes : jamais mêlés en un seul, ni à nos degrés. Édition de Stanford : {edition|text}."
---*/
WITH system AS (
    SELECT source, subject, lab_id, avg(CASE value WHEN 'open' THEN 1.0 WHEN 'partial' THEN 0.5 ELSE 0 END) AS score, any_value(link) AS link
    FROM openness_evidence
    WHERE source <> 'registry' AND lab_id IS NOT NULL
    GROUP BY source, subject, lab_id
    HAVING count(*) = $dimensions
), osai AS (
    SELECT lab_id, max(score) AS best, first(subject ORDER BY score DESC, subject) AS system, avg(score) AS mean, count(*) AS systems,
        any_value(link) AS link
    FROM system GROUP BY lab_id
), fmti AS (
    SELECT lab_id,
        max(score) FILTER (edition = '2023') AS points_2023,
        max(score) FILTER (edition = '2024') AS points_2024,
        max(score) FILTER (edition = '2025') AS points_2025,
        arg_max(link, edition) AS link
    FROM transparency_score WHERE lab_id IS NOT NULL GROUP BY lab_id
), adoption AS (
    SELECT lab_id, first(tier ORDER BY downloads_30d DESC NULLS LAST, model_id) AS tier,
        first(model_id ORDER BY downloads_30d DESC NULLS LAST, model_id) AS model
    FROM mart_model
    WHERE lab_id IS NOT NULL AND gone_on IS NULL AND ($tasks = 'all' OR task_scope = $tasks)
    GROUP BY lab_id
), closed AS (
    SELECT lab_id FROM mart_offer WHERE NOT disputed AND lab_id IS NOT NULL GROUP BY lab_id HAVING NOT bool_or(coalesce(open_weights, true))
)
SELECT
    coalesce(o.lab_id, f.lab_id) AS lab_id,
    CASE WHEN a.lab_id IS NOT NULL
            THEN coalesce(['restricted', 'open_weights', 'open_tooling', 'open_source'][a.tier], 'unknown')
        WHEN c.lab_id IS NOT NULL THEN 'closed' END AS our_tier,
    a.model AS our_model,
    o.best AS osai_best,
    o.system AS osai_system,
    o.mean AS osai_mean,
    o.systems::INTEGER AS osai_systems,
    f.points_2025 AS fmti_2025,
    f.points_2024 AS fmti_2024,
    f.points_2023 AS fmti_2023,
    f.link AS fmti_link,
    o.link AS osai_link
FROM osai o
FULL JOIN fmti f ON f.lab_id = o.lab_id
LEFT JOIN adoption a ON a.lab_id = coalesce(o.lab_id, f.lab_id)
LEFT JOIN closed c ON c.lab_id = coalesce(o.lab_id, f.lab_id)
ORDER BY o.best DESC NULLS LAST, f.points_2025 DESC NULLS LAST, f.points_2024 DESC NULLS LAST, coalesce(o.lab_id, f.lab_id)
-- finding
SELECT 'both' AS finding_case,
    (SELECT max(osai_best) FROM result) AS osai,
    (SELECT list(lab_id ORDER BY lab_id) FROM result WHERE osai_best = (SELECT max(osai_best) FROM result)) AS osai_labs,
    t.edition, t.lab_id AS fmti_lab, t.score AS points, t.published_on AS as_of, 'high' AS confidence
FROM transparency_score t
WHERE t.lab_id IS NOT NULL AND EXISTS (SELECT 1 FROM result WHERE osai_best IS NOT NULL)
ORDER BY t.edition DESC, t.score DESC, t.lab_id LIMIT 1
