/*---
title    = {en = "Whose models the routed tokens go to", fr = "À quels éditeurs vont les jetons routés"}
question = {en = "Which labs do developers reach through a router, and with open or closed models?", fr = "Quels laboratoires les développeurs atteignent-ils par un routeur, et avec des modèles ouverts ou fermés ?"}
unit     = {en = "share of the tokens of a day", fr = "part des jetons d'un jour"}
grain    = "lab"
version  = 1
tables   = ["routed"]
sources  = "rows"

[formula]
en = "Tokens of a lab's models over all tokens of the day chosen (the newest, unless one is asked for: the last day held up to it). The {top} labs with most tokens, and three rows for what is left: smaller labs, listed models whose maker is not told (cover names), and all models below the first 50. Beside it, the part of the lab's own tokens that go to open weights: at least, and at most if what is unknown were open."
fr = "Jetons des modèles d'un laboratoire rapportés à tous ceux du jour choisi (le dernier, sauf demande : le dernier jour tenu jusqu'à lui). Les {top} laboratoires qui en ont le plus, et trois lignes pour le reste : les plus petits, les modèles listés dont l'éditeur n'est pas dit (noms d'emprunt), et tous les modèles au-delà des 50 premiers. À côté, la part des propres jetons du laboratoire qui va à des poids ouverts : au moins, et au plus si l'inconnu était ouvert."

[limits]
en = [
  "One router, used by price-sensitive developers; a giveaway moves it: one free model was 18 % on 15 July 2026.",
  "Each maker counts with its own tokenizer: the same text is not the same number of tokens.",
  "Models run on one's own machines, or reached at their maker's, are not in it; embedding models are.",
  "Days are samples of the router's daily list of 50 models: they are never added, and between them nothing is known.",
]
fr = [
  "Un seul routeur, celui de développeurs attentifs au prix ; une offre gratuite le déplace : un modèle gratuit pesait 18 % le 15 juillet 2026.",
  "Chaque éditeur compte avec son propre découpage : un même texte ne fait pas le même nombre de jetons.",
  "Les modèles exécutés chez soi, ou appelés chez leur éditeur, n'y sont pas ; ceux de plongement y sont.",
  "Les jours sont des échantillons de la liste quotidienne de 50 modèles : on ne les additionne jamais, et rien n'est connu entre eux.",
]

[constants]
top = 12

[parameters.on]
type = "date"
null = true
label = {en = "Day", fr = "Jour"}

[columns.source]
like = "source_figures"
[columns.observed_on]
[columns.lab]
type = "text"
label = {en = "Lab", fr = "Laboratoire"}
meaning = {en = "Lab, as the source writes it; smaller_labs, maker_unknown and below_the_list are the rest", fr = "Laboratoire, comme l'écrit la source ; smaller_labs, maker_unknown et below_the_list sont le reste"}
[columns.lab_id]
meaning = {en = "Lab of the registry; empty = not in it, or a rest row", fr = "Laboratoire du registre ; vide = il n'y est pas, ou ligne du reste"}
[columns.models]
meaning = {en = "Names on the list; empty below it", fr = "Noms dans la liste ; vide au-delà"}
[columns.total_tokens]
type = "integer"
unit = "tokens"
label = {en = "Tokens", fr = "Jetons"}
meaning = {en = "Tokens of its models on that day", fr = "Jetons de ses modèles ce jour-là"}
[columns.share]
meaning = {en = "Part of all tokens of that day; the rows add up to 1", fr = "Part de tous les jetons du jour ; la somme des lignes fait 1"}
[columns.open_low]
type = "number"
unit = "share"
label = {en = "Open, at least", fr = "Ouvert, au moins"}
meaning = {en = "Part of the row's tokens on open weights", fr = "Part des jetons de la ligne allant à des poids ouverts"}
[columns.open_high]
type = "number"
unit = "share"
label = {en = "Open, at most", fr = "Ouvert, au plus"}
meaning = {en = "The same, what is unknown counted as open", fr = "De même, l'inconnu compté comme ouvert"}

[chart]
kind = "bar"
x = "lab"
y = "share"

[[changelog]]
version = 1
on = 2026-11-29
en = "First version."
fr = "Première version."

[finding.leader]
en = "{lab|text}: {share|percent} of routed tokens, ahead of {second|text}: {second_share|percent}"
fr = "{lab|text} : {share|percent} des jetons routés, devant {second|text} : {second_share|percent}"
[note.leader]
en = "Of {lab|text}'s, {open_low|percent} went to open weights. No maker is told for {unknown|percent} of all tokens, models below the first 50 included. One router, one day: {as_of|date}."
fr = "Pour {lab|text}, {open_low|percent} sont allés à des poids ouverts. L'éditeur n'est pas dit pour {unknown|percent} de tous les jetons, modèles au-delà des 50 premiers compris. Un seul routeur, un seul jour : le {as_of|date}."
[finding.thin]
en = "No maker of the models of this day is known"
fr = "Aucun éditeur des modèles de ce jour n'est connu"
---*/
WITH day AS (
    SELECT * FROM routed
    WHERE observed_on = (SELECT max(observed_on) FROM routed WHERE $on IS NULL OR observed_on <= $on)
), ranked AS (
    SELECT lab, row_number() OVER (ORDER BY sum(total_tokens) DESC, lab) AS place FROM day WHERE lab IS NOT NULL GROUP BY lab
), named AS (
    SELECT d.*, CASE WHEN d.is_other THEN 'below_the_list' WHEN d.lab IS NULL THEN 'maker_unknown'
        WHEN r.place > $top THEN 'smaller_labs' ELSE d.lab END AS shown, coalesce(r.place <= $top, false) AS is_lab
    FROM day d LEFT JOIN ranked r USING (lab)
)
SELECT any_value(source) AS source, observed_on, shown AS lab, CASE WHEN bool_or(is_lab) THEN any_value(lab_id) END AS lab_id,
    CASE WHEN shown <> 'below_the_list' THEN count(*) END AS models,
    sum(total_tokens)::BIGINT AS total_tokens,
    sum(total_tokens) / sum(sum(total_tokens)) OVER () AS share,
    coalesce(sum(total_tokens) FILTER (side = 'open'), 0) / nullif(sum(total_tokens), 0) AS open_low,
    1 - coalesce(sum(total_tokens) FILTER (side = 'closed'), 0) / nullif(sum(total_tokens), 0) AS open_high
FROM named
GROUP BY observed_on, shown
ORDER BY bool_or(is_lab) DESC, total_tokens DESC, shown
-- finding
WITH lab AS (
    SELECT *, row_number() OVER (ORDER BY share DESC, lab) AS place FROM result
    WHERE lab NOT IN ('smaller_labs', 'maker_unknown', 'below_the_list')
), pair AS (
    SELECT count(*) FILTER (place <= 2) AS labs,
        max(lab) FILTER (place = 1) AS lab, max(share) FILTER (place = 1) AS share, max(open_low) FILTER (place = 1) AS open_low,
        max(lab) FILTER (place = 2) AS second, max(share) FILTER (place = 2) AS second_share
    FROM lab
), rest AS (
    SELECT coalesce(sum(share) FILTER (lab IN ('maker_unknown', 'below_the_list')), 0) AS unknown, max(observed_on) AS as_of
    FROM result
)
SELECT CASE WHEN labs = 2 THEN 'leader' ELSE 'thin' END AS finding_case, *,
    CASE WHEN labs < 2 OR share - second_share <= unknown THEN 'low' ELSE 'medium' END AS confidence
FROM pair, rest
WHERE as_of IS NOT NULL
