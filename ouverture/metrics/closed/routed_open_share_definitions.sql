/*---
title    = {en = "Do most routed tokens go to open weights? Under every definition", fr = "La plupart des jetons routés vont-ils à des poids ouverts ? Selon chaque définition"}
question = {en = "Does the answer hang on what is unknown, on free offers, or on the day?", fr = "La réponse dépend-elle de l'inconnu, des offres gratuites ou du jour ?"}
unit     = {en = "open share of the tokens of a day", fr = "part ouverte des jetons d'un jour"}
grain    = "definition"
version  = 1
tables   = ["routed"]
sources  = "rows"

[formula]
en = "Open share of the tokens routed on each of the last {days} days held, with what is unknown counted as closed, as open or left out, and with or without offers at no price (names that end in :free). The verdict is open from one half on. Shown first: the newest day, all offers, the unknown counted as closed."
fr = "Part ouverte des jetons routés à chacun des {days} derniers jours tenus, l'inconnu compté comme fermé, comme ouvert ou laissé de côté, avec ou sans les offres gratuites (noms en :free). Le verdict est ouvert à partir de la moitié. Montrée d'abord : le dernier jour, toutes les offres, l'inconnu compté comme fermé."

[limits]
en = [
  "All definitions rest on one router: their agreement is no independent proof.",
  "One router, used by price-sensitive developers; a giveaway moves it: one free model was 18 % on 15 July 2026.",
  "Each maker counts with its own tokenizer: the same text is not the same number of tokens.",
  "Models run on one's own machines, or reached at their maker's, are not in it; embedding models are.",
  "Days are samples of the router's daily list of 50 models: they are never added, and between them nothing is known.",
]
fr = [
  "Toutes les définitions reposent sur un seul routeur : leur accord n'est pas une preuve indépendante.",
  "Un seul routeur, celui de développeurs attentifs au prix ; une offre gratuite le déplace : un modèle gratuit pesait 18 % le 15 juillet 2026.",
  "Chaque éditeur compte avec son propre découpage : un même texte ne fait pas le même nombre de jetons.",
  "Les modèles exécutés chez soi, ou appelés chez leur éditeur, n'y sont pas ; ceux de plongement y sont.",
  "Les jours sont des échantillons de la liste quotidienne de 50 modèles : on ne les additionne jamais, et rien n'est connu entre eux.",
]

[constants]
days = 3

[columns.source]
like = "source_figures"
[columns.snapshot_date]
[columns.definition]
[columns.figure]
unit = "share"
[columns.verdict]
[columns.holds]
[columns.chosen]

[chart]
kind = "bar"
x = "definition"
y = "figure"
series = "verdict"

[[changelog]]
version = 1
on = 2026-11-29
en = "First version."
fr = "Première version."

[finding.open]
en = "Open weights: half of routed tokens or more in {holds_in|integer} of {definitions|integer} ways"
fr = "Poids ouverts : la moitié des jetons routés ou plus, {holds_in|integer} façons sur {definitions|integer}"
[finding.closed]
en = "Open weights: less than half of routed tokens in {holds_in|integer} of {definitions|integer} ways"
fr = "Poids ouverts : moins de la moitié des jetons routés, {holds_in|integer} façons sur {definitions|integer}"
---*/
WITH day AS (
    SELECT observed_on, row_number() OVER (ORDER BY observed_on DESC) AS place
    FROM (SELECT DISTINCT observed_on FROM routed)
    QUALIFY place <= $days
), counted AS (
    SELECT r.source, r.observed_on, d.place, o.offers,
        sum(total_tokens) AS total, coalesce(sum(total_tokens) FILTER (side = 'open'), 0) AS open,
        coalesce(sum(total_tokens) FILTER (side = 'closed'), 0) AS closed
    FROM routed r JOIN day d USING (observed_on), (VALUES ('all_offers'), ('paid_offers')) o (offers)
    WHERE o.offers = 'all_offers' OR NOT ends_with(model_slug, ':free')
    GROUP BY ALL
), judged AS (
    SELECT *, CASE unknown WHEN 'unknown_closed' THEN open / total WHEN 'unknown_open' THEN (total - closed) / total
            ELSE open / nullif(open + closed, 0) END AS figure
    FROM counted, (VALUES ('unknown_closed'), ('unknown_open'), ('unknown_left_out')) u (unknown)
), told AS (
    SELECT *, CASE WHEN figure >= 0.5 THEN 'open' ELSE 'closed' END AS verdict,
        place = 1 AND offers = 'all_offers' AND unknown = 'unknown_closed' AS chosen
    FROM judged WHERE figure IS NOT NULL
)
SELECT source, observed_on AS snapshot_date, concat_ws(' · ', observed_on::VARCHAR, offers, unknown) AS definition, figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM told
ORDER BY figure DESC, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING count(*) > 0
