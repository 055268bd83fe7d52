/*---
title = {en = "Price at equal score", fr = "Prix à score égal"}
question = {en = "What does an open model cost beside a closed one of the same score?", fr = "Que coûte un modèle ouvert à côté d'un modèle fermé de même score ?"}
unit = {en = "US dollars per million tokens, blended", fr = "dollars par million de jetons, prix mêlé"}
grain = "yardstick, score_from, side"
version = 3
tables = ["mart_priced_board", "mart_offer", "mart_yardstick"]
sources = "rows"

[formula]
en = "Blended price = (3 × input + output) / 4 in US dollars per million tokens, of the host with the median price; the cheapest is that of the cheapest host. Of the yardstick (Arena's text board as read live where none is chosen, else the panel's newest) the board nearest the newest prices, its models joined by rules of name to the catalogue of hosted models, a catalogue model once, at its best score; bands of half a round step (25 points on Arena, 5 on scales up to a few hundred); of each side the cheapest, the median and the dearest; the {bands_shown} highest bands. Prices read more than {days_apart} days before or after the board are left out. The ratio is the closed median over the open one in each band that has both; the sentence gives the lowest and the highest."
fr = "Prix mêlé = (3 × entrée + sortie) / 4, en dollars par million de jetons, de l'hébergeur au prix médian ; le moins cher est celui de l'hébergeur le moins cher. De l'étalon (le tableau texte d'Arena lu en direct si aucun n'est choisi, sinon le plus récent du panel) le tableau le plus proche des derniers prix, ses modèles joints par règles de nom au catalogue des modèles hébergés, un modèle du catalogue une seule fois, à son meilleur score ; bandes d'un demi-pas rond (25 points sur Arena, 5 sur les échelles de quelques centaines) ; de chaque côté le moins cher, la médiane et le plus cher ; les {bands_shown} bandes les plus hautes. Les prix lus à plus de {days_apart} jours du tableau sont laissés de côté. Le rapport est la médiane fermée sur la médiane ouverte dans chaque bande qui a les deux ; la phrase donne le plus petit et le plus grand."

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
meaning = {en = "Closed median over open median of the band", fr = "Médiane fermée sur médiane ouverte de la bande"}
[columns.unmatched]
type = "integer"
unit = "models"
label = {en = "Without a price", fr = "Sans prix"}
meaning = {en = "Names of the whole board without a match or a price", fr = "Noms de tout le tableau sans correspondance ou sans prix"}

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

[finding.dearer]
en = "At equal score, the median closed model costs {low|decimal} to {high|decimal} times the open one"
fr = "À score égal, le modèle fermé médian coûte {low|decimal} à {high|decimal} fois le modèle ouvert"
[note.dearer]
en = "{bands|integer} bands of score with both sides, {open_priced|integer} open and {closed_priced|integer} closed models priced; {unmatched|integer} names of the board without a price. Cheapest open: {cheapest_open|text}. Board of {board_on|date}, prices of {as_of|date}."
fr = "{bands|integer} bandes de score avec les deux côtés, {open_priced|integer} modèles ouverts et {closed_priced|integer} fermés avec prix ; {unmatched|integer} noms du tableau sans prix. Ouvert le moins cher : {cheapest_open|text}. Tableau du {board_on|date}, prix du {as_of|date}."
[finding.mixed]
en = "At equal score, the closed median is {low|decimal} to {high|decimal} times the open one"
fr = "À score égal, la médiane fermée vaut {low|decimal} à {high|decimal} fois la médiane ouverte"
[note.mixed]
en = "Which side is dearer depends on the score. {bands|integer} bands of score with both sides; {unmatched|integer} names without a price. Board of {board_on|date}, prices of {as_of|date}."
fr = "Le côté le plus cher dépend du score. {bands|integer} bandes de score avec les deux côtés ; {unmatched|integer} noms sans prix. Tableau du {board_on|date}, prix du {as_of|date}."
[finding.steady]
en = "At equal score, the median closed model costs {low|decimal} times the open one"
fr = "À score égal, le modèle fermé médian coûte {low|decimal} fois le modèle ouvert"
[note.steady]
en = "The same in each of the {bands|integer} bands of score with both sides: {open_priced|integer} open and {closed_priced|integer} closed models priced; {unmatched|integer} names of the board without a price. Cheapest open: {cheapest_open|text}. Board of {board_on|date}, prices of {as_of|date}."
fr = "La même chose dans chacune des {bands|integer} bandes de score avec les deux côtés : {open_priced|integer} modèles ouverts et {closed_priced|integer} fermés avec prix ; {unmatched|integer} noms du tableau sans prix. Ouvert le moins cher : {cheapest_open|text}. Tableau du {board_on|date}, prix du {as_of|date}."
[finding.one_band]
en = "At equal score, the median closed model costs {low|decimal} times the open one"
fr = "À score égal, le modèle fermé médian coûte {low|decimal} fois le modèle ouvert"
[note.one_band]
en = "In the one band of score with enough priced models of both sides: {open_priced|integer} open and {closed_priced|integer} closed models priced; {unmatched|integer} names of the board without a price. Cheapest open: {cheapest_open|text}. Board of {board_on|date}, prices of {as_of|date}."
fr = "Dans la seule bande de score qui a assez de modèles avec prix des deux côtés : {open_priced|integer} modèles ouverts et {closed_priced|integer} fermés avec prix ; {unmatched|integer} noms du tableau sans prix. Ouvert le moins cher : {cheapest_open|text}. Tableau du {board_on|date}, prix du {as_of|date}."
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
)
SELECT source, yardstick, as_of, priced_on,
    format('{:.{}f}–{:.{}f}', score_from, decimals, score_from + width, decimals) AS band,
    score_from, side, models, priced, median_usd, cheapest_usd, dearest_usd, cheapest_model,
    max(median_usd) FILTER (side = 'closed') OVER w / max(median_usd) FILTER (side = 'open') OVER w AS closed_over_open,
    (SELECT count(*) FROM board WHERE price_blended_usd_per_mtok IS NULL) AS unmatched
FROM (
    SELECT *, CASE WHEN width < 1 THEN 2 ELSE 0 END AS decimals FROM cell
    QUALIFY dense_rank() OVER (ORDER BY score_from DESC) <= $bands_shown
)
WINDOW w AS (PARTITION BY score_from)
ORDER BY score_from DESC, side DESC
-- finding
WITH compared AS (
    SELECT * FROM result WHERE closed_over_open IS NOT NULL AND score_from IN (
        SELECT score_from FROM result GROUP BY score_from HAVING min(priced) >= $priced_min
    )
), figure AS (
    SELECT min(closed_over_open) AS low, max(closed_over_open) AS high, count(DISTINCT score_from) AS bands,
        sum(priced) FILTER (side = 'open') AS open_priced, sum(priced) FILTER (side = 'closed') AS closed_priced,
        arg_min(cheapest_model, cheapest_usd) FILTER (side = 'open') AS cheapest_open
    FROM compared
)
SELECT
    CASE WHEN NOT EXISTS (FROM result WHERE abs(priced_on - as_of) <= $days_apart) AND EXISTS (FROM result WHERE priced_on IS NOT NULL) THEN 'apart'
        WHEN bands = 0 THEN 'thin' WHEN bands = 1 THEN 'one_band' WHEN round(low, 1) = round(high, 1) THEN 'steady' WHEN low < 1 THEN 'mixed' ELSE 'dearer' END AS finding_case,
    round(low, 1) AS low, round(high, 1) AS high, bands, open_priced, closed_priced, cheapest_open,
    (SELECT max(unmatched) FROM result) AS unmatched, (SELECT max(as_of) FROM result) AS board_on,
    (SELECT coalesce(max(priced_on), max(as_of)) FROM result) AS as_of,
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM figure
WHERE EXISTS (FROM result)
