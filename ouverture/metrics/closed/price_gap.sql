/*---
title = {en = "Price at equal score", fr = "Prix à score égal"}
question = {en = "What does an open model cost beside a closed one of the same score?", fr = "Que coûte un modèle ouvert à côté d'un modèle fermé de même score ?"}
unit = {en = "US dollars per million tokens, blended", fr = "dollars par million de jetons, prix mêlé"}
grain = "yardstick, score_from, side"
version = 4
tables = ["mart_priced_board", "mart_offer", "mart_yardstick"]
sources = "rows"

[formula]
en = "Blended price = (3 × input + output) / 4 in US dollars per million tokens, of the host with the median price; the cheapest is that of the cheapest host. Of the yardstick (Arena's text board as read live where none is chosen, else the panel's newest) the board nearest the newest prices, its models joined by rules of name to the catalogue of hosted models, a catalogue model once, at its best score; bands of half a round step (25 points on Arena, 5 on scales up to a few hundred); of each side the cheapest, the median and the dearest; the {bands_shown} highest bands. Prices read more than {days_apart} days before or after the board are left out. Every closed model is set beside every open one of its band: the ratio of a band is the median of these ratios of price; the sentence gives that of all pairs in bands with at least {priced_min} priced models on both sides, as the history and the claim do."
fr = "Prix mêlé = (3 × entrée + sortie) / 4, en dollars par million de jetons, de l'hébergeur au prix médian ; le moins cher est celui de l'hébergeur le moins cher. De l'étalon (le tableau texte d'Arena lu en direct si aucun n'est choisi, sinon le plus récent du panel) le tableau le plus proche des derniers prix, ses modèles joints par règles de nom au catalogue des modèles hébergés, un modèle du catalogue une seule fois, à son meilleur score ; bandes d'un demi-pas rond (25 points sur Arena, 5 sur les échelles de quelques centaines) ; de chaque côté le moins cher, la médiane et le plus cher ; les {bands_shown} bandes les plus hautes. Les prix lus à plus de {days_apart} jours du tableau sont laissés de côté. Chaque modèle fermé est mis en regard de chaque ouvert de sa bande : le rapport d'une bande est la médiane de ces rapports de prix ; la phrase donne celle de toutes les paires des bandes d'au moins {priced_min} modèles avec prix de chaque côté, comme l'historique et l'affirmation."

[limits]
en = [
  "Prices are those of the catalogue on its date; the panel gives one price a model, a typical host's for open weights.",
  "Models without a match of name or without a price are left out and counted.",
  "A price per token is not a price per task: models that think longer use more tokens.",
  "Few open models stand on the board: a median of three is one model.",
]
fr = [
  "Les prix sont ceux du catalogue à sa date ; le panel donne un prix par modèle, celui d'un hébergeur typique pour les poids ouverts.",
  "Les modèles sans correspondance de nom ou sans prix sont laissés de côté et comptés.",
  "Un prix par jeton n'est pas un prix par tâche : un modèle qui réfléchit plus longtemps use plus de jetons.",
  "Peu de modèles ouverts figurent au tableau : une médiane de trois est un modèle.",
]

[constants]
bands_a_step = 2
priced_min = 2
bands_shown = 10
days_apart = 90

[parameters.yardstick]

[columns.source]
like = "source_figures"
[columns.yardstick]
[columns.as_of]

[columns.priced_on]
type = "date"
label = {en = "Prices of", fr = "Prix du"}
meaning = {en = "Newest day of the prices of these models", fr = "Dernier jour des prix de ces modèles"}

[columns.band]
type = "text"
label = {en = "Score band", fr = "Bande de score"}
meaning = {en = "Scores of the band", fr = "Scores de la bande"}
[columns.score_from]
type = "number"
unit = "score"
label = {en = "From score", fr = "Du score"}
meaning = {en = "Lower end of the band", fr = "Borne basse de la bande"}

[columns.side]
like = "side_closed"

[columns.models]
meaning = {en = "Catalogue models and unmatched names of the side in the band", fr = "Modèles du catalogue et noms sans correspondance de ce côté dans la bande"}

[columns.priced]

[columns.median_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Median", fr = "Médiane"}
meaning = {en = "Median blended price", fr = "Médiane du prix mêlé"}

[columns.cheapest_usd]

[columns.dearest_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Dearest", fr = "Le plus cher"}
meaning = {en = "Highest blended price", fr = "Prix mêlé le plus haut"}
[columns.cheapest_model]
type = "text"
label = {en = "Cheapest model", fr = "Modèle le moins cher"}
meaning = {en = "Model with the lowest blended price", fr = "Modèle au prix mêlé le plus bas"}
[columns.closed_over_open]
type = "number"
unit = "ratio"
label = {en = "Closed over open", fr = "Fermé sur ouvert"}
meaning = {en = "Price of the closed over that of the open model, median of all pairs of the band", fr = "Prix du modèle fermé sur celui de l'ouvert, médiane de toutes les paires de la bande"}
[columns.closed_over_open_all]
type = "number"
unit = "ratio"
label = {en = "Closed over open, all bands", fr = "Fermé sur ouvert, toutes bandes"}
meaning = {en = "Median of all pairs of the bands with enough priced models on both sides, those not shown included", fr = "Médiane de toutes les paires des bandes qui ont assez de modèles avec prix de chaque côté, y compris celles qui ne sont pas montrées"}
[columns.shown_of]
meaning = {en = "How many bands there are, of which the highest are shown", fr = "Combien il y a de bandes, dont les plus hautes sont montrées"}
[columns.unmatched]
type = "integer"
unit = "models"
label = {en = "Without a price", fr = "Sans prix"}
meaning = {en = "Models of the whole board without a match or a price", fr = "Modèles de tout le tableau sans correspondance ou sans prix"}

[chart]
kind = "interval"
x = "band"
y = "median_usd"
low = "cheapest_usd"
high = "dearest_usd"
series = "side"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "Dated by its prices; prices more than 90 days from the board are left out."
fr = "Daté par ses prix ; les prix à plus de 90 jours du tableau sont laissés de côté."

[[changelog]]
version = 3
on = 2026-11-29
en = "The board nearest the newest prices, which is not always the newest one."
fr = "Le tableau le plus proche des derniers prix, qui n'est pas toujours le dernier."

[[changelog]]
version = 4
on = 2026-11-30
en = "One figure with the history and the claim: the median of the pairs of a closed and an open model of a band, not the ratio of two medians; the table says how many bands there are."
fr = "Un seul chiffre avec l'historique et l'affirmation : la médiane des paires d'un modèle fermé et d'un ouvert d'une bande, non le rapport de deux médianes ; le tableau dit combien il y a de bandes."

[finding.pair]
en = "At equal score, closed costs {ratio|decimal} times open in the median pair"
fr = "À score égal, le fermé coûte {ratio|decimal} fois l'ouvert (paire médiane)"
[note.pair]
en = "[By band of score: {low|decimal} to {high|decimal} times. ]{bands|integer} bands of score with enough models on both sides, {open_priced|integer} open and {closed_priced|integer} closed models priced; {unmatched|integer} models of the board without a price. Cheapest open: {cheapest_open|text}. Board of {board_on|date}, prices of {as_of|date}."
fr = "[Selon la bande de score : {low|decimal} à {high|decimal} fois. ]{bands|integer} bandes de score qui ont assez de modèles des deux côtés, {open_priced|integer} modèles ouverts et {closed_priced|integer} fermés avec prix ; {unmatched|integer} modèles du tableau sans prix. Ouvert le moins cher : {cheapest_open|text}. Tableau du {board_on|date}, prix du {as_of|date}."
[note.one_band]
en = "In the one band of score with enough priced models of both sides: {open_priced|integer} open and {closed_priced|integer} closed models priced; {unmatched|integer} models of the board without a price. Cheapest open: {cheapest_open|text}. Board of {board_on|date}, prices of {as_of|date}."
fr = "Dans la seule bande de score qui a assez de modèles avec prix des deux côtés : {open_priced|integer} modèles ouverts et {closed_priced|integer} fermés avec prix ; {unmatched|integer} modèles du tableau sans prix. Ouvert le moins cher : {cheapest_open|text}. Tableau du {board_on|date}, prix du {as_of|date}."
[finding.one_band]
en = "At equal score, closed costs {ratio|decimal} times open in the median pair"
fr = "À score égal, le fermé coûte {ratio|decimal} fois l'ouvert (paire médiane)"
[finding.thin]
en = "Too few priced models to compare the two sides at equal score"
fr = "Trop peu de modèles avec prix pour comparer les deux côtés à score égal"
[finding.apart]
en = "The prices of {as_of|date} are too far from the board to compare"
fr = "Les prix du {as_of|date} sont trop loin du tableau pour comparer"
[note.apart]
en = "The board is of {board_on|date}."
fr = "Le tableau est du {board_on|date}."
---*/
WITH asked AS (
    SELECT yardstick, step / $bands_a_step AS width FROM mart_yardstick
    WHERE CASE WHEN $yardstick IS NULL THEN priced > 0 ELSE yardstick = $yardstick END
    ORDER BY preference, as_of DESC, yardstick LIMIT 1
), priced AS (
    SELECT canonical, model AS catalogue_model, max(priced_on) AS priced_on FROM mart_offer GROUP BY ALL
), board AS (
    SELECT b.* EXCLUDE (price_blended_usd_per_mtok, cheapest_usd_per_mtok), width, p.priced_on, coalesce(catalogue_model, model) AS named,
        CASE WHEN abs(p.priced_on - b.as_of) <= $days_apart THEN price_blended_usd_per_mtok END AS price_blended_usd_per_mtok,
        CASE WHEN abs(p.priced_on - b.as_of) <= $days_apart THEN cheapest_usd_per_mtok END AS cheapest_usd_per_mtok
    FROM mart_priced_board b JOIN asked USING (yardstick) LEFT JOIN priced p USING (canonical, catalogue_model)
    WHERE side IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY lab_id, named ORDER BY score DESC, model) = 1
), cell AS (
    SELECT yardstick, as_of, max(priced_on) AS priced_on, width, floor(score / width) * width AS score_from, side,
        array_to_string(list_sort(list_distinct(string_split(
            string_agg(concat_ws('+', source, CASE WHEN price_blended_usd_per_mtok IS NOT NULL THEN catalogue_source END), '+'), '+'
        ))), '+') AS source,
        count(*) AS models, count(price_blended_usd_per_mtok) AS priced,
        median(price_blended_usd_per_mtok) AS median_usd,
        min(coalesce(cheapest_usd_per_mtok, price_blended_usd_per_mtok)) AS cheapest_usd, max(price_blended_usd_per_mtok) AS dearest_usd,
        arg_min(named, coalesce(cheapest_usd_per_mtok, price_blended_usd_per_mtok)) AS cheapest_model
    FROM board
    GROUP BY ALL
), pair AS (
    SELECT floor(c.score / c.width) * c.width AS score_from, c.price_blended_usd_per_mtok / o.price_blended_usd_per_mtok AS ratio
    FROM board c JOIN board o ON o.side = 'open' AND floor(o.score / o.width) = floor(c.score / c.width)
    WHERE c.side = 'closed'
), enough AS (
    SELECT score_from FROM cell GROUP BY score_from HAVING count(*) = 2 AND min(priced) >= $priced_min
)
SELECT source, yardstick, as_of, priced_on,
    format('{:.{}f}–{:.{}f}', score_from, decimals, score_from + width, decimals) AS band,
    score_from, side, models, priced, median_usd, cheapest_usd, dearest_usd, cheapest_model,
    (SELECT median(ratio) FROM pair p WHERE p.score_from = shown.score_from) AS closed_over_open,
    (SELECT median(ratio) FROM pair SEMI JOIN enough USING (score_from)) AS closed_over_open_all,
    (SELECT count(DISTINCT score_from) FROM cell) AS shown_of,
    (SELECT count(*) FROM board WHERE price_blended_usd_per_mtok IS NULL) AS unmatched
FROM (
    SELECT *, CASE WHEN width < 1 THEN 2 ELSE 0 END AS decimals FROM cell
    QUALIFY dense_rank() OVER (ORDER BY score_from DESC) <= $bands_shown
) shown
ORDER BY score_from DESC, side DESC
-- finding
WITH compared AS (
    SELECT * FROM result WHERE closed_over_open IS NOT NULL AND score_from IN (
        SELECT score_from FROM result GROUP BY score_from HAVING min(priced) >= $priced_min
    )
), figure AS (
    SELECT any_value(closed_over_open_all) AS ratio, round(min(closed_over_open), 1) AS lowest, round(max(closed_over_open), 1) AS highest, count(DISTINCT score_from) AS bands,
        sum(priced) FILTER (side = 'open') AS open_priced, sum(priced) FILTER (side = 'closed') AS closed_priced,
        arg_min(cheapest_model, cheapest_usd) FILTER (side = 'open') AS cheapest_open
    FROM compared
)
SELECT
    CASE WHEN NOT EXISTS (FROM result WHERE abs(priced_on - as_of) <= $days_apart) AND EXISTS (FROM result WHERE priced_on IS NOT NULL) THEN 'apart'
        WHEN bands = 0 THEN 'thin' WHEN bands = 1 THEN 'one_band' ELSE 'pair' END AS finding_case,
    round(ratio, 1) AS ratio, CASE WHEN lowest < highest THEN lowest END AS low, CASE WHEN lowest < highest THEN highest END AS high, bands, open_priced, closed_priced, cheapest_open,
    (SELECT max(unmatched) FROM result) AS unmatched, (SELECT max(as_of) FROM result) AS board_on,
    (SELECT coalesce(max(priced_on), max(as_of)) FROM result) AS as_of,
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM figure
WHERE EXISTS (FROM result)
