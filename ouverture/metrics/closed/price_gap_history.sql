/*---
title = {en = "Price at equal score, over time", fr = "Prix à score égal, au fil du temps"}
question = {en = "Does the price gap between closed and open models close?", fr = "L'écart de prix entre modèles fermés et ouverts se réduit-il ?"}
unit = {en = "price of the closed model over that of the open one, at equal score", fr = "prix du modèle fermé sur celui du modèle ouvert, à score égal"}
grain = "catalogue, as_of"
version = 3
tables = ["catalogue_model", "model_identity", "mart_priced_board", "mart_offer", "mart_yardstick"]
sources = "rows"
empty = {en = "Too few models priced within 90 days of the board.", fr = "Trop peu de modèles avec un prix à moins de 90 jours du tableau."}

[formula]
en = "Prices as the catalogue had them on the last day of each month on which one of them changed, of the host with the median blended price, (3 × input + output) / 4. Scores of the yardstick's board nearest the newest prices, in bands of half a round step. Every closed model is set beside every open one of its band, in bands with at least {priced_min} priced models on both sides: the figure is the median of these ratios of price, over all pairs. A board more than {days_apart} days from the newest prices is left out. The panel gives one day."
fr = "Prix tels que les avait le catalogue au dernier jour de chaque mois où l'un d'eux a changé, de l'hébergeur au prix mêlé médian, (3 × entrée + sortie) / 4. Scores du tableau de l'étalon le plus proche des derniers prix, en bandes d'un demi-pas rond. Dans les bandes d'au moins {priced_min} modèles avec prix de chaque côté, chaque modèle fermé est mis en regard de chaque ouvert : le chiffre est la médiane de ces rapports de prix, sur toutes les paires. Un tableau à plus de {days_apart} jours des derniers prix est laissé de côté. Le panel ne donne qu'un jour."

[limits]
en = [
  "History begins with the first live visit: prices of before are not at hand.",
  "Scores are those of one board: a model that was renamed or withdrawn since is not in it.",
  "A price per token is not a price per task.",
]
fr = [
  "L'historique commence à la première visite en direct : les prix d'avant ne sont pas disponibles.",
  "Les scores sont ceux d'un seul tableau : un modèle renommé ou retiré depuis n'y est pas.",
  "Un prix par jeton n'est pas un prix par tâche.",
]

[constants]
priced_min = 2
bands_a_step = 2
days_apart = 90

[parameters.yardstick]

[columns.source]
like = "source_figures"
[columns.catalogue]
type = "text"
label = {en = "Catalogue", fr = "Catalogue"}
meaning = {en = "Whose prices these are; two catalogues are never joined", fr = "De qui sont ces prix ; deux catalogues ne se joignent jamais"}
[columns.yardstick]
[columns.as_of]
label = {en = "Prices of", fr = "Prix du"}
meaning = {en = "Day of the prices", fr = "Jour des prix"}
[columns.board_on]
type = "date"
label = {en = "Board of", fr = "Tableau du"}
meaning = {en = "Day of the board", fr = "Jour du tableau"}
[columns.closed_over_open]
type = "number"
unit = "ratio"
label = {en = "Closed over open", fr = "Fermé sur ouvert"}
meaning = {en = "Price of the closed over that of the open model, median of all pairs of the same band", fr = "Prix du modèle fermé sur celui de l'ouvert, médiane de toutes les paires d'une même bande"}
[columns.pairs]
type = "integer"
label = {en = "Pairs", fr = "Paires"}
meaning = {en = "Pairs of a closed and an open model of the same band", fr = "Paires d'un modèle fermé et d'un ouvert de la même bande"}
[columns.bands]
type = "integer"
label = {en = "Bands", fr = "Bandes"}
meaning = {en = "Bands of score with both sides", fr = "Bandes de score avec les deux côtés"}
[columns.open_priced]
type = "integer"
unit = "models"
label = {en = "Open, priced", fr = "Ouverts, avec prix"}
meaning = {en = "Open models with a price in these bands", fr = "Modèles ouverts avec prix dans ces bandes"}
[columns.closed_priced]
type = "integer"
unit = "models"
label = {en = "Closed, priced", fr = "Fermés, avec prix"}
meaning = {en = "Closed models with a price in these bands", fr = "Modèles fermés avec prix dans ces bandes"}

[chart]
kind = "line"
x = "as_of"
y = "closed_over_open"
series = "catalogue"
facet = "catalogue"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "A board more than 90 days from the newest prices is left out; its day is told."
fr = "Un tableau à plus de 90 jours des derniers prix est laissé de côté ; son jour est dit."

[[changelog]]
version = 3
on = 2026-11-29
en = "Median of the pairs of a closed and an open model of the same band, not of the bands' medians."
fr = "Médiane des paires d'un modèle fermé et d'un ouvert de la même bande, non des médianes de bandes."

[finding.moved]
en = "At equal score, closed costs {now|decimal} times open; {since|month}: {before|decimal}"
fr = "À score égal, le fermé coûte {now|decimal} fois l'ouvert ; {since|month} : {before|decimal}"
[finding.one]
en = "At equal score, closed costs {now|decimal} times open in the median pair; one day"
fr = "À score égal, le fermé coûte {now|decimal} fois l'ouvert (paire médiane), un jour"
[note.one]
en = "Median of {pairs|integer} pairs of a closed and an open model, by band of score ({bands|integer}); board of {board_on|date}, prices of {as_of|date}. A history grows with each live visit."
fr = "Médiane de {pairs|integer} paires d'un modèle fermé et d'un ouvert, par bande de score ({bands|integer}) ; tableau du {board_on|date}, prix du {as_of|date}. L'historique croît à chaque visite en direct."
[note.moved]
en = "Median of {pairs|integer} pairs of a closed and an open model, by band of score ({bands|integer}); {open_priced|integer} open and {closed_priced|integer} closed models priced on {as_of|date}; board of {board_on|date}."
fr = "Médiane de {pairs|integer} paires d'un modèle fermé et d'un ouvert, par bande de score ({bands|integer}) ; {open_priced|integer} modèles ouverts et {closed_priced|integer} fermés avec prix le {as_of|date} ; tableau du {board_on|date}."
---*/
WITH asked AS (
    SELECT yardstick, step / $bands_a_step AS width FROM mart_yardstick
    WHERE CASE WHEN $yardstick IS NULL THEN priced > 0 ELSE yardstick = $yardstick END
    ORDER BY preference, as_of DESC, yardstick LIMIT 1
), scored AS ( -- each model once, at its best score
    SELECT b.source, b.yardstick, b.as_of AS board_on, b.canonical, b.lab_id, b.side, floor(max(b.score) / any_value(width)) AS band
    FROM mart_priced_board b JOIN asked USING (yardstick)
    WHERE b.side IS NOT NULL AND b.catalogue_model IS NOT NULL
    GROUP BY ALL
), day AS (
    SELECT source, max(captured_on) AS as_of FROM catalogue_model GROUP BY source, date_trunc('month', captured_on)
), entry AS ( -- what each host asked on that day
    SELECT d.source, d.as_of, c.provider, i.canonical,
        arg_max(c.listed, c.captured_on) AS listed,
        arg_max(CASE WHEN c.price_out_usd_per_mtok > 0 THEN (3 * c.price_in_usd_per_mtok + c.price_out_usd_per_mtok) / 4 END, c.captured_on) AS blended
    FROM day d
    JOIN catalogue_model c ON c.source = d.source AND c.captured_on <= d.as_of
    JOIN model_identity i ON i.kind = 'catalogue' AND i.source = c.source AND i.name = c.name
    GROUP BY d.source, d.as_of, c.provider, c.model_id, i.canonical
), price AS (
    SELECT source, as_of, canonical, quantile_disc(blended, 0.5) AS usd
    FROM entry WHERE listed AND blended IS NOT NULL
    GROUP BY source, as_of, canonical
    UNION ALL -- the panel, where no catalogue was read live
    SELECT price_source, priced_on, canonical, price_blended_usd_per_mtok
    FROM mart_offer
    WHERE price_blended_usd_per_mtok IS NOT NULL AND NOT EXISTS (FROM catalogue_model)
        AND priced_on = (SELECT max(priced_on) FROM mart_offer)
), priced AS (
    SELECT p.source AS price_source, p.as_of, s.source, s.yardstick, s.board_on, s.band, s.side, s.canonical, p.usd
    FROM price p JOIN scored s USING (canonical)
    QUALIFY least(
        count(*) FILTER (s.side = 'open') OVER (PARTITION BY p.source, p.as_of, s.source, s.band),
        count(*) FILTER (s.side = 'closed') OVER (PARTITION BY p.source, p.as_of, s.source, s.band)
    ) >= $priced_min
), pair AS (
    SELECT c.* EXCLUDE (side), o.canonical AS open, c.usd / o.usd AS ratio
    FROM priced c JOIN priced o USING (price_source, as_of, source, yardstick, board_on, band)
    WHERE c.side = 'closed' AND o.side = 'open'
)
SELECT price_source || '+' || source AS source, price_source AS catalogue, yardstick, as_of, board_on, median(ratio) AS closed_over_open,
    count(*) AS pairs, count(DISTINCT band) AS bands, count(DISTINCT open) AS open_priced, count(DISTINCT canonical) AS closed_priced
FROM pair
GROUP BY price_source, source, yardstick, as_of, board_on
QUALIFY abs(max(as_of) OVER () - board_on) <= $days_apart
ORDER BY price_source, as_of
-- finding
WITH line AS ( -- the catalogue with most models priced on its newest day
    SELECT source FROM result QUALIFY row_number() OVER (ORDER BY as_of DESC, open_priced + closed_priced DESC, source) = 1
), span AS (
    SELECT any_value(board_on) AS board_on, arg_max(closed_over_open, as_of) AS now, arg_min(closed_over_open, as_of) AS before, min(as_of) AS since, max(as_of) AS as_of,
        arg_max(bands, as_of) AS bands, arg_max(pairs, as_of) AS pairs, arg_max(open_priced, as_of) AS open_priced, arg_max(closed_priced, as_of) AS closed_priced, count(*) AS days
    FROM result SEMI JOIN line USING (source)
)
SELECT CASE WHEN days > 1 THEN 'moved' ELSE 'one' END AS finding_case, round(now, 1) AS now, round(before, 1) AS before, span.* EXCLUDE (now, before),
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM span
WHERE days > 0
