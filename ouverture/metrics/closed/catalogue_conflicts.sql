/*---
title = {en = "Where providers disagree on openness", fr = "Où les hébergeurs se contredisent sur l'ouverture"}
question = {en = "Which models do some providers call open and others closed?", fr = "Quels modèles certains hébergeurs disent-ils ouverts et d'autres fermés ?"}
unit = {en = "entries of a catalogue", fr = "entrées d'un catalogue"}
grain = "source, model"
version = 1
tables = ["catalogue_openness", "mart_offer"]
sources = "rows"

[formula]
en = "Entries of one catalogue that mean the same model (by the identity table) and do not say the same of its weights. All are kept as they stand. Beside them what we count: open where the lab's own repository is on the Hub, else what a catalogue of models says, else unknown."
fr = "Les entrées d'un même catalogue qui désignent le même modèle (par la table des identités) et n'en disent pas la même chose. Toutes sont gardées telles quelles. À côté, ce que nous comptons : ouvert si le dépôt du laboratoire est sur le Hub, sinon ce que dit un catalogue de modèles, sinon inconnu."

[limits]
en = [
  "A contradiction is not an error by itself: a host may serve a closed variant under an open model's name.",
  "Names meet by explicit rules: variants under other names are not compared.",
]
fr = [
  "Une contradiction n'est pas d'elle-même une erreur : un hébergeur peut servir une variante fermée sous le nom d'un modèle ouvert.",
  "Les noms se rejoignent par règles explicites : les variantes sous d'autres noms ne sont pas comparées.",
]

[constants]
named = 6

[columns.source]
like = "source_figures"
[columns.model]
type = "text"
label = {en = "Model", fr = "Modèle"}
meaning = {en = "The model, as catalogues name it", fr = "Le modèle, tel que les catalogues le nomment"}
[columns.lab_id]
[columns.providers_open]
type = "integer"
label = {en = "Say open", fr = "Disent ouvert"}
meaning = {en = "Entries that say the weights are open", fr = "Entrées qui disent les poids ouverts"}
[columns.providers_closed]
type = "integer"
label = {en = "Say closed", fr = "Disent fermé"}
meaning = {en = "Entries that say they are not", fr = "Entrées qui disent le contraire"}
[columns.open_at]
type = "text"
label = {en = "Open at", fr = "Ouvert chez"}
meaning = {en = "Who says open, the first {named} by name", fr = "Qui dit ouvert, les {named} premiers par leur nom"}
[columns.closed_at]
type = "text"
label = {en = "Closed at", fr = "Fermé chez"}
meaning = {en = "Who says closed, the first {named} by name", fr = "Qui dit fermé, les {named} premiers par leur nom"}
[columns.side]
like = "side_closed_unknown"
label = {en = "We count", fr = "Nous comptons"}
[columns.released_on]
[columns.as_of]
label = {en = "Catalogue of", fr = "Catalogue du"}
meaning = {en = "Newest catalogue that lists it", fr = "Dernier catalogue qui le liste"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.some]
en = "{models|integer} models are open at some providers and closed at others"
fr = "{models|integer} modèles sont ouverts chez certains hébergeurs et fermés chez d'autres"
[note.some]
en = "All are kept. We count {open|integer} as open (repository on the Hub, or a catalogue of models says so), {closed|integer} as closed, {unknown|integer} as unknown."
fr = "Tout est gardé. Nous en comptons {open|integer} comme ouverts (dépôt sur le Hub, ou catalogue de modèles), {closed|integer} comme fermés, {unknown|integer} comme inconnus."
[finding.none]
en = "No disagreement to show: no live catalogue by provider was read"
fr = "Aucune contradiction : aucun catalogue par hébergeur n'a été lu en direct"
[finding.agree]
en = "Providers agree on the openness of every model they list"
fr = "Les hébergeurs s'accordent sur l'ouverture de tous les modèles qu'ils listent"
---*/
SELECT
    c.source, o.model, o.lab_id,
    c.providers_open, c.providers_closed,
    array_to_string(c.open_at[:$named], ', ') || CASE WHEN len(c.open_at) > $named THEN ' …' ELSE '' END AS open_at,
    array_to_string(c.closed_at[:$named], ', ') || CASE WHEN len(c.closed_at) > $named THEN ' …' ELSE '' END AS closed_at,
    CASE o.open_weights WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
    o.released_on, o.as_of
FROM catalogue_openness c
JOIN (
    SELECT DISTINCT ON (canonical) * FROM mart_offer WHERE disputed ORDER BY canonical, hosts DESC, lab_id
) o USING (canonical)
ORDER BY c.providers_open + c.providers_closed DESC, o.model, c.source
-- finding
SELECT CASE WHEN count(*) > 0 THEN 'some' WHEN (SELECT count(*) FROM mart_offer WHERE hosts > 1) > 0 THEN 'agree' ELSE 'none' END AS finding_case,
    count(*) AS models, count(*) FILTER (side = 'open') AS open, count(*) FILTER (side = 'closed') AS closed,
    count(*) FILTER (side = 'unknown') AS unknown,
    coalesce(max(as_of), (SELECT max(as_of) FROM mart_offer)) AS as_of, 'high' AS confidence
FROM result
HAVING (SELECT count(*) FROM mart_offer) > 0
