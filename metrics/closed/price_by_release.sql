/*---
title = {en = "Price by quarter of release", fr = "Prix par trimestre de sortie"}
question = {en = "Does the price of new models fall, on either side?", fr = "Le prix des nouveaux modèles baisse-t-il, de chaque côté ?"}
unit = {en = "US dollars per million tokens, blended", fr = "dollars par million de jetons, prix mêlé"}
grain = "quarter, side"
version = 1
tables = ["mart_offer"]
sources = "rows"

[formula]
en = "Blended price = (3 × input + output) / 4 of the hosted models released in each quarter: cheapest and median of each side, at the prices of the catalogue today. Quarters with fewer than {priced_min} priced models of a side have no figure."
fr = "Prix mêlé = (3 × entrée + sortie) / 4 des modèles hébergés sortis chaque trimestre : le moins cher et la médiane de chaque côté, aux prix actuels du catalogue. Un trimestre de moins de {priced_min} modèles avec prix d'un côté n'a pas de chiffre."

[limits]
en = [
  "Prices of today by quarter of release, not prices of that quarter.",
  "Populations differ: an open median mixes small and large models. For equal capability see the price at equal score.",
  "Models without a price are left out and counted.",
]
fr = [
  "Prix d'aujourd'hui par trimestre de sortie, non prix de ce trimestre-là.",
  "Les populations diffèrent : une médiane ouverte mêle petits et grands modèles. À capacité égale, voir le prix à score égal.",
  "Les modèles sans prix sont laissés de côté et comptés.",
]

[constants]
priced_min = 3
recent_quarters = 4

[columns.source]
like = "source_figures"
[columns.quarter]
[columns.side]
like = "side_closed_unknown"
[columns.models]
like = "models_released"
[columns.priced]

[columns.median_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Median", fr = "Médiane"}
meaning = {en = "Median blended price; empty below {priced_min} priced models", fr = "Médiane du prix mêlé ; vide sous {priced_min} modèles avec prix"}

[columns.cheapest_usd]

[columns.as_of]
type = "date"
label = {en = "Prices of", fr = "Prix du"}
meaning = {en = "Day of the catalogue", fr = "Jour du catalogue"}

[chart]
kind = "line"
x = "quarter"
y = "median_usd"
series = "side"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.measured]
en = "New closed models list at {ratio|decimal} times the median price of new open ones"
fr = "Les nouveaux modèles fermés coûtent {ratio|decimal} fois le prix médian des nouveaux ouverts"
[note.measured]
en = "Models released since {since|month}: median {closed|decimal} dollars per million tokens for {closed_priced|integer} closed, {open|decimal} for {open_priced|integer} open. Not at equal capability."
fr = "Modèles sortis depuis {since|month} : médiane de {closed|decimal} dollars par million de jetons pour {closed_priced|integer} fermés, {open|decimal} pour {open_priced|integer} ouverts. Pas à capacité égale."
[finding.thin]
en = "Too few priced models to compare"
fr = "Trop peu de modèles avec prix pour comparer"
---*/
WITH catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
), priced AS (
    SELECT *, date_trunc('quarter', released_on)::DATE AS quarter,
        CASE open_weights WHEN true THEN 'open' WHEN false THEN 'closed' ELSE 'unknown' END AS side,
        (3 * price_in_usd_per_mtok + price_out_usd_per_mtok) / 4 AS blended
    FROM catalogue
)
SELECT array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+') AS source, quarter, side, count(*) AS models, count(blended) AS priced,
    CASE WHEN count(blended) >= $priced_min THEN median(blended) END AS median_usd,
    min(coalesce(cheapest_usd_per_mtok, blended)) AS cheapest_usd, max(as_of) AS as_of
FROM priced
GROUP BY quarter, side
ORDER BY quarter, side
-- finding
WITH recent AS (
    SELECT *, max(quarter) OVER () - to_months(3 * ($recent_quarters - 1)) AS since FROM result WHERE side <> 'unknown'
), side AS (
    SELECT side, median(median_usd) AS usd, sum(priced) AS priced, any_value(since)::DATE AS since
    FROM recent WHERE quarter >= since GROUP BY side
), pair AS (
    SELECT max(usd) FILTER (side = 'open') AS open, max(usd) FILTER (side = 'closed') AS closed, max(since) AS since,
        max(priced) FILTER (side = 'open') AS open_priced, max(priced) FILTER (side = 'closed') AS closed_priced
    FROM side
)
SELECT CASE WHEN open IS NULL OR closed IS NULL THEN 'thin' ELSE 'measured' END AS finding_case,
    round(closed / open, 1) AS ratio, round(open, 2) AS open, round(closed, 2) AS closed, open_priced, closed_priced, since,
    (SELECT max(as_of) FROM result) AS as_of,
    CASE WHEN open IS NULL OR closed IS NULL THEN 'low' ELSE 'medium' END AS confidence
FROM pair
WHERE EXISTS (FROM result)
