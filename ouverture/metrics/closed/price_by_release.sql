/*---
title = {en = "Price by quarter of release", fr = "Prix par trimestre de sortie"}
question = {en = "Does the price of new models fall, on either side?", fr = "Le prix des nouveaux modèles baisse-t-il, de chaque côté ?"}
unit = {en = "US dollars per million tokens, blended", fr = "dollars par million de jetons, prix mêlé"}
grain = "quarter, side"
version = 2
tables = ["mart_offer"]
sources = "rows"

[formula]
en = "Blended price = (3 × input + output) / 4 of the hosted models released in each quarter: cheapest and median of each side, at the prices of the catalogue today, and the median of all models released in the {recent_quarters} quarters up to it, which is drawn and which the sentence gives for the newest quarter. Every median is of the models counted. Fewer than {priced_min} priced models of a side have no figure. A quarter that was not over on the day of the catalogue is marked."
fr = "Prix mêlé = (3 × entrée + sortie) / 4 des modèles hébergés sortis chaque trimestre : le moins cher et la médiane de chaque côté, aux prix actuels du catalogue, et la médiane de tous les modèles sortis dans les {recent_quarters} trimestres jusqu'à lui, qui est tracée et que la phrase donne pour le dernier trimestre. Toute médiane est celle des modèles comptés. Moins de {priced_min} modèles avec prix d'un côté n'ont pas de chiffre. Un trimestre inachevé au jour du catalogue est marqué."

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
label = {en = "Median of the quarter", fr = "Médiane du trimestre"}
meaning = {en = "Median blended price; empty below {priced_min} priced models", fr = "Médiane du prix mêlé ; vide sous {priced_min} modèles avec prix"}

[columns.year_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Median of four quarters", fr = "Médiane de quatre trimestres"}
meaning = {en = "Median blended price of the models released in this quarter and the three before", fr = "Médiane du prix mêlé des modèles sortis ce trimestre et les trois précédents"}
[columns.year_priced]
type = "integer"
unit = "models"
label = {en = "Priced, four quarters", fr = "Avec prix, quatre trimestres"}
meaning = {en = "Models with a price in these four quarters", fr = "Modèles avec prix dans ces quatre trimestres"}

[columns.cheapest_usd]

[columns.as_of]
type = "date"
label = {en = "Prices of", fr = "Prix du"}
meaning = {en = "Day of the catalogue", fr = "Jour du catalogue"}
[columns.flags]
like = "flags_quarter"

[chart]
kind = "line"
x = "quarter"
y = "year_usd"
series = "side"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "The sentence and the chart give the median of the models of four quarters, not of the quarters' medians; a running quarter is marked."
fr = "La phrase et le graphique donnent la médiane des modèles de quatre trimestres, non celle des médianes de trimestres ; un trimestre en cours est marqué."

[finding.measured]
en = "New closed models list at {ratio|decimal} times the median price of new open ones"
fr = "Les nouveaux modèles fermés : {ratio|decimal} fois le prix médian des ouverts"
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
), grid AS ( -- a side without a release in a quarter keeps its median of four
    FROM (SELECT DISTINCT quarter FROM priced) CROSS JOIN (SELECT DISTINCT side FROM priced)
), quarter AS (
    SELECT g.quarter, g.side, count(p.model) AS models, count(blended) AS priced,
        CASE WHEN count(blended) >= $priced_min THEN median(blended) END AS median_usd,
        min(coalesce(cheapest_usd_per_mtok, blended)) AS cheapest_usd
    FROM grid g LEFT JOIN priced p USING (quarter, side)
    GROUP BY g.quarter, g.side
), year AS (
    SELECT array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+') AS source, max(as_of) AS as_of,
        q.quarter, q.side, count(p.blended) AS year_priced, CASE WHEN count(p.blended) >= $priced_min THEN median(p.blended) END AS year_usd
    FROM quarter q JOIN priced p ON p.side = q.side AND p.quarter BETWEEN q.quarter - to_months(3 * ($recent_quarters - 1)) AND q.quarter
    GROUP BY q.quarter, q.side
)
SELECT source, quarter, side, models, priced, median_usd, year_usd, year_priced, cheapest_usd, as_of,
    CASE WHEN quarter + INTERVAL 3 MONTH > max(as_of) OVER () THEN 'partial' END AS flags
FROM quarter JOIN year USING (quarter, side)
ORDER BY quarter, side
-- finding
WITH newest AS (
    SELECT *, quarter - to_months(3 * ($recent_quarters - 1)) AS since FROM result
    WHERE side <> 'unknown' AND quarter = (SELECT max(quarter) FROM result WHERE side <> 'unknown')
), pair AS (
    SELECT max(year_usd) FILTER (side = 'open') AS open, max(year_usd) FILTER (side = 'closed') AS closed, max(since)::DATE AS since,
        max(year_priced) FILTER (side = 'open') AS open_priced, max(year_priced) FILTER (side = 'closed') AS closed_priced
    FROM newest
)
SELECT CASE WHEN open IS NULL OR closed IS NULL THEN 'thin' ELSE 'measured' END AS finding_case,
    round(closed / open, 1) AS ratio, open, closed, open_priced, closed_priced, since,
    (SELECT max(as_of) FROM result) AS as_of,
    CASE WHEN open IS NULL OR closed IS NULL THEN 'low' ELSE 'medium' END AS confidence
FROM pair
WHERE EXISTS (FROM result)
