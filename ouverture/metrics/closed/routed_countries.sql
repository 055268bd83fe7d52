/*---
title    = {en = "Where the models come from that routed tokens go to", fr = "D'où viennent les modèles auxquels vont les jetons routés"}
question = {en = "Which countries' models do developers reach through a router?", fr = "Les modèles de quels pays les développeurs atteignent-ils par un routeur ?"}
unit     = {en = "share of the tokens of a day", fr = "part des jetons d'un jour"}
grain    = "observed_on, origin"
version  = 1
tables   = ["routed"]
sources  = "rows"

[formula]
en = "Tokens of the models of a country's labs over all tokens of the day. A lab counts for the country of its head office. Unknown: makers that the registry does not hold, models under a cover name, and all models below the first 50. Countries below {least} (1 = all) on every day are one row, other."
fr = "Jetons des modèles des laboratoires d'un pays rapportés à tous ceux du jour. Un laboratoire compte pour le pays de son siège. Inconnu : éditeurs absents du registre, modèles sous un nom d'emprunt, et tous ceux au-delà des 50 premiers. Les pays sous {least} (1 = tout) chaque jour forment une ligne, other."

[limits]
en = [
  "Where models come from, not where their users are.",
  "One router, used by price-sensitive developers; a giveaway moves it: one free model was 18 % on 15 July 2026.",
  "Each maker counts with its own tokenizer: the same text is not the same number of tokens.",
  "Models run on one's own machines, or reached at their maker's, are not in it; embedding models are.",
  "Days are samples of the router's daily list of 50 models: they are never added, and between them nothing is known.",
]
fr = [
  "D'où viennent les modèles, non où sont leurs utilisateurs.",
  "Un seul routeur, celui de développeurs attentifs au prix ; une offre gratuite le déplace : un modèle gratuit pesait 18 % le 15 juillet 2026.",
  "Chaque éditeur compte avec son propre découpage : un même texte ne fait pas le même nombre de jetons.",
  "Les modèles exécutés chez soi, ou appelés chez leur éditeur, n'y sont pas ; ceux de plongement y sont.",
  "Les jours sont des échantillons de la liste quotidienne de 50 modèles : on ne les additionne jamais, et rien n'est connu entre eux.",
]

[constants]
least = 0.01

[columns.source]
like = "source_figures"
[columns.observed_on]
[columns.origin]
type = "text"
label = {en = "Origin", fr = "Origine"}
meaning = {en = "Country of the lab's head office (ISO 3166-1 alpha-2), other, or unknown", fr = "Pays du siège du laboratoire (ISO 3166-1 alpha-2), other (autres) ou unknown (inconnu)"}
[columns.models]
meaning = {en = "Names on the list", fr = "Noms dans la liste"}
[columns.total_tokens]
type = "integer"
unit = "tokens"
label = {en = "Tokens", fr = "Jetons"}
meaning = {en = "Tokens of these models on that day", fr = "Jetons de ces modèles ce jour-là"}
[columns.share]
meaning = {en = "Part of all tokens of that day; the rows of a day add up to 1", fr = "Part de tous les jetons du jour ; la somme des lignes d'un jour fait 1"}
[columns.open_share]
type = "number"
unit = "share"
label = {en = "Of it open", fr = "Dont ouvert"}
meaning = {en = "Part of the row's tokens on open weights, what is unknown counted as closed", fr = "Part des jetons de la ligne allant à des poids ouverts, l'inconnu compté comme fermé"}

[chart]
kind = "line"
x = "observed_on"
y = "share"
series = "origin"

[[changelog]]
version = 1
on = 2026-11-29
en = "First version."
fr = "Première version."

[finding.leader]
en = "Tokens routed on {as_of|date}: {first|country} {share|percent}, {second|country} {second_share|percent}"
fr = "Jetons routés le {as_of|date} : {first|country} {share|percent}, {second|country} {second_share|percent}"
[note.leader]
en = "Origin unknown for {unknown|percent}. On {since|date}: {first|country} {share_before|percent}, {second|country} {second_before|percent}. By the head office of the lab, not by the users. One router of price-sensitive developers."
fr = "Origine inconnue pour {unknown|percent}. Le {since|date} : {first|country} {share_before|percent}, {second|country} {second_before|percent}. D'après le siège du laboratoire, non les utilisateurs. Un seul routeur, de développeurs attentifs au prix."
[finding.thin]
en = "Fewer than two countries of origin are known"
fr = "Moins de deux pays d'origine sont connus"
---*/
WITH day AS (
    SELECT source, observed_on, coalesce(country, 'unknown') AS country, side, is_other, total_tokens,
        sum(total_tokens) OVER (PARTITION BY source, observed_on) AS of_day
    FROM routed
), large AS (
    SELECT country
    FROM (SELECT country, observed_on, sum(total_tokens) / any_value(of_day) AS share FROM day GROUP BY country, observed_on)
    WHERE share >= $least OR country = 'unknown'
    GROUP BY country
), placed AS (
    SELECT d.*, CASE WHEN l.country IS NULL THEN 'other' ELSE l.country END AS origin FROM day d LEFT JOIN large l USING (country)
)
SELECT source, observed_on, origin, count(*) FILTER (NOT is_other) AS models, sum(total_tokens)::BIGINT AS total_tokens,
    sum(total_tokens) / any_value(of_day) AS share,
    coalesce(sum(total_tokens) FILTER (side = 'open'), 0) / nullif(sum(total_tokens), 0) AS open_share
FROM placed
GROUP BY source, observed_on, origin
ORDER BY source, observed_on, origin IN ('other', 'unknown'), share DESC, origin
-- finding
WITH ends AS (
    SELECT min(observed_on) AS since, max(observed_on) AS as_of FROM result
), newest AS (
    SELECT origin, share, row_number() OVER (ORDER BY share DESC, origin) AS place
    FROM result, ends WHERE observed_on = as_of AND origin NOT IN ('other', 'unknown')
), pair AS (
    SELECT max(origin) FILTER (place = 1) AS first, max(share) FILTER (place = 1) AS share,
        max(origin) FILTER (place = 2) AS second, max(share) FILTER (place = 2) AS second_share
    FROM newest
), told AS (
    SELECT p.*, e.*,
        coalesce(sum(r.share) FILTER (r.observed_on = e.as_of AND r.origin = 'unknown'), 0) AS unknown,
        coalesce(sum(r.share) FILTER (r.observed_on = e.since AND r.origin = p.first), 0) AS share_before,
        coalesce(sum(r.share) FILTER (r.observed_on = e.since AND r.origin = p.second), 0) AS second_before
    FROM result r, pair p, ends e
    GROUP BY ALL
)
SELECT CASE WHEN second IS NULL THEN 'thin' ELSE 'leader' END AS finding_case, *,
    CASE WHEN second IS NULL OR share - second_share <= unknown THEN 'low' ELSE 'medium' END AS confidence
FROM told
