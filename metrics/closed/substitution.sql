/*---
title = {en = "Open substitutes for closed models", fr = "Remplaçants ouverts des modèles fermés"}
question = {en = "Which open model first matched this closed one, and what does it take to run it?", fr = "Quel modèle ouvert a le premier égalé ce modèle fermé, et que faut-il pour le faire tourner ?"}
unit = {en = "closed model", fr = "modèle fermé"}
grain = "yardstick, closed_model"
version = 1
tables = ["mart_board_model", "mart_yardstick", "lab"]
sources = "rows"

[formula]
en = "For each closed model on the newest board of the yardstick: the open model released first among those with at least its score; the months of {month_days} days between the releases (negative = the open one was there before); prices blended as (3 × input + output) / 4; memory for the weights = total parameters × {bytes_16_bit} bytes at 16 bit or {bytes_4_bit} at 4 bit, × {overhead} for the rest, in GB of 10^9 bytes. Beside it the smallest open model with at least that score. Names meet the catalogue and the Hub by explicit rules only."
fr = "Pour chaque modèle fermé au dernier tableau de l'étalon : le modèle ouvert sorti le premier parmi ceux de score au moins égal ; les mois de {month_days} jours entre les sorties (négatif = l'ouvert était déjà là) ; prix mêlés (3 × entrée + sortie) / 4 ; mémoire pour les poids = paramètres totaux × {bytes_16_bit} octets en 16 bits ou {bytes_4_bit} en 4 bits, × {overhead} pour le reste, en Go de 10^9 octets. À côté, le plus petit modèle ouvert de score au moins égal. Les noms rejoignent le catalogue et le Hub par règles explicites seulement."

[limits]
en = [
  "Equal on one yardstick is not equal at your task: test before you replace.",
  "Models without a known day of release cannot be the first match.",
  "Memory is for the weights with a margin; long contexts need more.",
  "Scores within a few points are a tie for voters.",
]
fr = [
  "Égal sur un étalon n'est pas égal pour votre tâche : essayez avant de remplacer.",
  "Un modèle sans jour de sortie connu ne peut être le premier égal.",
  "La mémoire vaut pour les poids avec une marge ; les longs contextes en demandent plus.",
  "Des scores à quelques points près sont à égalité pour les votants.",
]

[constants]
month_days = 30.4375
bytes_4_bit = 0.5
bytes_16_bit = 2.0
overhead = 1.2

[parameters.yardstick]

[parameters.closed_model]
type = "text"
null = true
allowed_from = "mart_board_model.model"
label = {en = "Closed model", fr = "Modèle fermé"}

[columns.closed_model]
type = "text"
label = {en = "Closed model", fr = "Modèle fermé"}
meaning = {en = "Name on the board", fr = "Nom au tableau"}
[columns.closed_lab]
type = "text"
label = {en = "Its lab", fr = "Son laboratoire"}
meaning = {en = "Lab of the closed model", fr = "Laboratoire du modèle fermé"}
[columns.closed_score]
type = "number"
unit = "score"
label = {en = "Its score", fr = "Son score"}
meaning = {en = "Score of the closed model", fr = "Score du modèle fermé"}
[columns.closed_released_on]
type = "date"
label = {en = "Released", fr = "Sortie"}
meaning = {en = "Its day of release", fr = "Son jour de sortie"}
[columns.open_model]
type = "text"
label = {en = "First open match", fr = "Premier ouvert égal"}
meaning = {en = "Open model released first with at least that score; empty = none", fr = "Modèle ouvert sorti le premier de score au moins égal ; vide = aucun"}
[columns.open_lab]
type = "text"
label = {en = "Lab, open", fr = "Laboratoire, ouvert"}
meaning = {en = "Lab of the open model", fr = "Laboratoire du modèle ouvert"}
[columns.open_score]
type = "number"
unit = "score"
label = {en = "Score", fr = "Score"}
meaning = {en = "Its score", fr = "Son score"}
[columns.open_released_on]
type = "date"
label = {en = "Released, open", fr = "Sortie, ouvert"}
meaning = {en = "Its day of release", fr = "Son jour de sortie"}
[columns.months_later]
type = "number"
unit = "months"
label = {en = "Months later", fr = "Mois plus tard"}
meaning = {en = "Months between the releases", fr = "Mois entre les sorties"}
[columns.licence]
meaning = {en = "Licence of the open model", fr = "Licence du modèle ouvert"}

[columns.tier]
type = "integer"
label = {en = "Openness", fr = "Ouverture"}
meaning = {en = "Openness tier of its Hub id; empty = unknown", fr = "Degré d'ouverture de son identifiant au Hub ; vide = inconnu"}
[columns.parameters_total_b]
type = "number"
label = {en = "Parameters, B", fr = "Paramètres, G"}
meaning = {en = "Total, billions", fr = "Total, milliards"}
[columns.parameters_active_b]
type = "number"
label = {en = "Active, B", fr = "Actifs, G"}
meaning = {en = "Active, billions", fr = "Actifs, milliards"}
[columns.memory_4_bit_gb]
type = "number"
label = {en = "GB at 4 bit", fr = "Go en 4 bits"}
meaning = {en = "Memory for the weights at 4 bit", fr = "Mémoire pour les poids en 4 bits"}
[columns.memory_16_bit_gb]
type = "number"
label = {en = "GB at 16 bit", fr = "Go en 16 bits"}
meaning = {en = "Memory for the weights at 16 bit", fr = "Mémoire pour les poids en 16 bits"}
[columns.closed_price_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price, closed", fr = "Prix, fermé"}
meaning = {en = "Blended, US dollars per million tokens", fr = "Prix mêlé, dollars par million de jetons"}
[columns.open_price_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price, open", fr = "Prix, ouvert"}
meaning = {en = "Blended, US dollars per million tokens", fr = "Prix mêlé, dollars par million de jetons"}
[columns.open_cheapest_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price, open, cheapest host", fr = "Prix, ouvert, hébergeur le moins cher"}
meaning = {en = "Blended, of the cheapest host that a live catalogue lists; empty where none does", fr = "Prix mêlé de l'hébergeur le moins cher d'un catalogue lu en direct ; vide s'il n'y en a pas"}

[columns.price_ratio]
type = "number"
unit = "share"
label = {en = "Open over closed", fr = "Ouvert sur fermé"}
meaning = {en = "Open price as a part of the closed one", fr = "Prix ouvert en part du prix fermé"}
[columns.model_id]
type = "text"
label = {en = "On the Hub", fr = "Sur le Hub"}
meaning = {en = "Hub id, where exactly one of the lab meets the name", fr = "Identifiant au Hub, si un seul du laboratoire répond au nom"}
[columns.downloads_30d]
meaning = {en = "Its downloads at its last reading", fr = "Ses téléchargements au dernier relevé"}

[columns.smallest_model]
type = "text"
label = {en = "Smallest match", fr = "Plus petit égal"}
meaning = {en = "Open model of fewest parameters with at least that score", fr = "Modèle ouvert du moins de paramètres de score au moins égal"}
[columns.smallest_b]
type = "number"
label = {en = "Its size, B", fr = "Sa taille, G"}
meaning = {en = "Total, billions", fr = "Total, milliards"}

[columns.yardstick]
[columns.as_of]
[columns.source]
like = "source_figures"

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.all]
en = "{matched|integer} of the {models|integer} closed models on the board have an open match"
fr = "{matched|integer} des {models|integer} modèles fermés du tableau ont un égal ouvert"
[note.all]
en = "Board of {as_of|date}. Where both prices are known the open match costs {ratio|percent} of the closed model (median of {priced|integer}). Equal on this yardstick only."
fr = "Tableau du {as_of|date}. Là où les deux prix sont connus, l'égal ouvert coûte {ratio|percent} du modèle fermé (médiane de {priced|integer}). Égal sur cet étalon seulement."
[finding.one]
en = "{open_model|text} matches {closed_model|text}"
fr = "{open_model|text} égale {closed_model|text}"
[note.one]
en = "Score {open_score|integer} against {closed_score|integer} on the board of {as_of|date}; {months|decimal} months between the releases. Price, open over closed: {ratio|percent}. Memory at 4 bit: {memory|integer} GB."
fr = "Score de {open_score|integer} contre {closed_score|integer} au tableau du {as_of|date} ; {months|decimal} mois entre les sorties. Prix, ouvert sur fermé : {ratio|percent}. Mémoire en 4 bits : {memory|integer} Go."
[finding.none]
en = "No open model on the board matches {closed_model|text} yet"
fr = "Aucun modèle ouvert du tableau n'égale encore {closed_model|text}"
[note.none]
en = "Its score: {closed_score|integer} on the board of {as_of|date}."
fr = "Son score : {closed_score|integer} au tableau du {as_of|date}."
---*/
WITH board AS (
    SELECT * FROM mart_board_model WHERE yardstick = coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE CASE WHEN $closed_model IS NULL THEN priced > 0
            ELSE yardstick IN (SELECT yardstick FROM mart_board_model WHERE model = $closed_model) END
        ORDER BY preference, as_of DESC, yardstick LIMIT 1
    ))
), closed AS (
    SELECT * FROM board WHERE side = 'closed' AND ($closed_model IS NULL OR model = $closed_model)
), matched AS (
    SELECT c.model AS of_model,
        arg_min(o.model, (o.released_on, -o.score, o.model)) FILTER (o.released_on IS NOT NULL) AS first_model,
        arg_min(o.model, (o.parameters_total_b, -o.score, o.model)) FILTER (o.parameters_total_b IS NOT NULL) AS smallest_model,
        min(o.parameters_total_b) AS smallest_b
    FROM closed c JOIN board o ON o.side = 'open' AND o.score >= c.score
    GROUP BY c.model
)
SELECT
    c.model AS closed_model, coalesce(l.name, c.lab_id) AS closed_lab, c.score AS closed_score, c.released_on AS closed_released_on,
    o.model AS open_model, coalesce(b.name, o.lab_id) AS open_lab, o.score AS open_score, o.released_on AS open_released_on,
    (o.released_on - c.released_on) / $month_days AS months_later,
    o.licence, o.tier, o.parameters_total_b, o.parameters_active_b,
    o.parameters_total_b * $bytes_4_bit * $overhead AS memory_4_bit_gb,
    o.parameters_total_b * $bytes_16_bit * $overhead AS memory_16_bit_gb,
    c.price_blended_usd_per_mtok AS closed_price_usd, o.price_blended_usd_per_mtok AS open_price_usd,
    o.cheapest_usd_per_mtok AS open_cheapest_usd,
    o.price_blended_usd_per_mtok / nullif(c.price_blended_usd_per_mtok, 0) AS price_ratio,
    o.model_id, o.downloads_30d, m.smallest_model, m.smallest_b, c.yardstick, c.as_of,
    concat_ws('+', c.source, c.catalogue_source, o.catalogue_source) AS source
FROM closed c
LEFT JOIN matched m ON m.of_model = c.model
LEFT JOIN board o ON o.model = m.first_model AND o.side = 'open'
LEFT JOIN lab l ON l.lab_id = c.lab_id
LEFT JOIN lab b ON b.lab_id = o.lab_id
ORDER BY o.model IS NULL, c.score DESC, c.model
-- finding
SELECT
    CASE WHEN count(*) <> 1 THEN 'all' WHEN any_value(open_model) IS NULL THEN 'none' ELSE 'one' END AS finding_case,
    count(*) AS models, count(open_model) AS matched, median(price_ratio) AS ratio, count(price_ratio) AS priced,
    any_value(closed_model) AS closed_model, any_value(open_model) AS open_model, any_value(closed_score) AS closed_score,
    any_value(open_score) AS open_score, round(any_value(months_later), 1) AS months, any_value(memory_4_bit_gb) AS memory,
    max(as_of) AS as_of, 'medium' AS confidence
FROM result
HAVING count(*) > 0
