/*---
title = {en = "Open and proprietary among hosted models", fr = "Ouverts et propriétaires parmi les modèles hébergés"}
question = {en = "How many of the models one can rent have open weights?", fr = "Combien des modèles que l'on peut louer ont des poids ouverts ?"}
unit = {en = "hosted models released in a quarter", fr = "modèles hébergés sortis dans un trimestre"}
grain = "quarter, side, country"
version = 2
tables = ["mart_offer"]
sources = "rows"

[formula]
en = "Hosted models of the catalogue by quarter of release, by whether their weights can be downloaded and by the country of the lab. The share is of all models of the quarter, unknown openness included. The sentence compares the last {recent_quarters} quarters that were over on the day of the catalogue with the {recent_quarters} before."
fr = "Modèles hébergés du catalogue par trimestre de sortie, selon que leurs poids se téléchargent ou non et selon le pays du laboratoire. La part est celle de tous les modèles du trimestre, ouverture inconnue comprise. La phrase compare les {recent_quarters} derniers trimestres achevés au jour du catalogue aux {recent_quarters} précédents."

[limits]
en = [
  "A catalogue, not a census: an open model is in it only if somebody tracked it, and more were tracked over time.",
  "Models, not use: the number on offer says nothing about what is called.",
  "Open weights say nothing about the licence.",
  "A quarter that was not over on the day of the catalogue bears the mark partial, and the sentence leaves it out.",
]
fr = [
  "Un catalogue, non un recensement : un modèle ouvert n'y est que si quelqu'un l'a suivi, et l'on en a suivi de plus en plus.",
  "Des modèles, non des usages : l'offre ne dit rien de ce qui est appelé.",
  "Des poids ouverts ne disent rien de la licence.",
  "Un trimestre inachevé au jour du catalogue porte la marque partial, et la phrase le laisse de côté.",
]

[constants]
recent_quarters = 4

[parameters.country]
type = "text"
null = true
allowed_from = "mart_offer.country"
label = {en = "Country", fr = "Pays"}

[columns.source]
like = "source_figures"
[columns.quarter]
[columns.side]
like = "side_closed_unknown"

[columns.country]
type = "text"
label = {en = "Country", fr = "Pays"}
meaning = {en = "Country of the lab, ISO code", fr = "Pays du laboratoire, code ISO"}

[columns.models]
like = "models_released"

[columns.share]
meaning = {en = "Part of all models of the quarter", fr = "Part de tous les modèles du trimestre"}

[columns.as_of]
type = "date"
label = {en = "Catalogue of", fr = "Catalogue du"}
meaning = {en = "Day of the catalogue", fr = "Jour du catalogue"}

[columns.flags]
like = "flags_quarter"

[chart]
kind = "column"
x = "quarter"
y = "models"
series = "side"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "Full quarters only in the sentence; the running one is marked."
fr = "Trimestres pleins seulement dans la phrase ; celui qui court est marqué."

[finding.share]
en = "{share|percent} of hosted models of four quarters have open weights, from {before|percent}"
fr = "{share|percent} des modèles hébergés ont des poids ouverts, contre {before|percent}"
[note.share]
en = "{open|integer} of {models|integer} models released from {since|month} to {until|month}; the four quarters before had {models_before|integer}. Of the open ones {china|percent} come from China, {us|percent} from the United States. Openness unknown for {unknown|percent}."
fr = "{open|integer} modèles sur {models|integer} sortis entre {since|month} et {until|month} ; les quatre trimestres d'avant en comptaient {models_before|integer}. Parmi les ouverts, {china|percent} viennent de Chine, {us|percent} des États-Unis. Ouverture inconnue pour {unknown|percent}."
[finding.thin]
en = "Too few hosted models to compare two years"
fr = "Trop peu de modèles hébergés pour comparer deux années"
---*/
WITH catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
)
SELECT array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+') AS source, date_trunc('quarter', released_on)::DATE AS quarter,
    CASE open_weights WHEN true THEN 'open' WHEN false THEN 'closed' ELSE 'unknown' END AS side,
    country, count(*) AS models, count(*) / sum(count(*)) OVER (PARTITION BY quarter) AS share, max(as_of) AS as_of,
    CASE WHEN quarter + INTERVAL 3 MONTH > (SELECT max(as_of) FROM catalogue) THEN 'partial' END AS flags
FROM catalogue
WHERE $country IS NULL OR country = $country
GROUP BY quarter, side, country
ORDER BY quarter, side DESC, models DESC, country
-- finding
WITH span AS (
    SELECT max(quarter) - to_months(3 * ($recent_quarters - 1)) AS since FROM result WHERE flags IS NULL
), counted AS (
    SELECT quarter >= since AS recent, sum(models) AS models, sum(models) FILTER (side = 'open') AS open,
        sum(models) FILTER (side = 'unknown') AS unknown,
        sum(models) FILTER (side = 'open' AND country = 'CN') AS china, sum(models) FILTER (side = 'open' AND country = 'US') AS us
    FROM result, span
    WHERE flags IS NULL AND quarter >= since - to_months(3 * $recent_quarters)
    GROUP BY recent
), pair AS (
    SELECT n.*, b.models AS models_before, b.open / b.models AS before
    FROM (FROM counted WHERE recent) n LEFT JOIN (FROM counted WHERE NOT recent) b ON true
)
SELECT CASE WHEN before IS NULL OR open IS NULL THEN 'thin' ELSE 'share' END AS finding_case,
    open / models AS share, before, open, models, models_before, (SELECT since::DATE FROM span) AS since, (SELECT (since + to_months(3 * $recent_quarters - 1))::DATE FROM span) AS until,
    coalesce(china, 0) / open AS china, coalesce(us, 0) / open AS us, coalesce(unknown, 0) / models AS unknown,
    (SELECT max(as_of) FROM result) AS as_of, 'medium' AS confidence
FROM pair
