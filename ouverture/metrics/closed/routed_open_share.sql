/*---
title    = {en = "Open share of routed tokens", fr = "Part ouverte des jetons routés"}
question = {en = "What part of what developers send to hosted models goes to open weights?", fr = "Quelle part de ce que les développeurs envoient à des modèles hébergés va à des poids ouverts ?"}
unit     = {en = "share of the tokens of a day", fr = "part des jetons d'un jour"}
grain    = "source, observed_on"
version  = 1
spec_curve = "routed_open_share_definitions"
tables   = ["routed"]
sources  = "rows"

[formula]
en = "Tokens (prompt and answer) of models with open weights over all tokens that OpenRouter passed on in a day: once with all that is unknown counted as closed (low), once as open (high). Open: the weights can be downloaded, under any terms, on that day; a model whose weights came later is closed before. Unknown: models without evidence, models under a cover name (stealth), and all models below the first 50 (other). The middle line is the share among what is known. Confidence is low where the two bounds are more than {wide} (1 = all) apart."
fr = "Jetons (requête et réponse) des modèles à poids ouverts rapportés à tous les jetons passés par OpenRouter en un jour : une fois tout l'inconnu compté comme fermé (bas), une fois comme ouvert (haut). Ouvert : les poids se téléchargent ce jour-là, quelles que soient les conditions ; un modèle dont les poids sont venus plus tard est fermé avant. Inconnu : modèles sans preuve, modèles sous un nom d'emprunt (stealth), et tous ceux au-delà des 50 premiers (other). La ligne du milieu est la part parmi ce qui est connu. La confiance est faible si les deux bornes s'écartent de plus de {wide} (1 = tout)."

[limits]
en = [
  "One router, used by price-sensitive developers; a giveaway moves it: one free model was 18 % on 15 July 2026.",
  "Each maker counts with its own tokenizer: the same text is not the same number of tokens.",
  "Models run on one's own machines, or reached at their maker's, are not in it; embedding models are.",
  "Days are samples of the router's daily list of 50 models: they are never added, and between them nothing is known.",
  "Spend at list price is not shown: the split of prompt, cached and answer tokens is not published, and the panel's prices are of one day.",
]
fr = [
  "Un seul routeur, celui de développeurs attentifs au prix ; une offre gratuite le déplace : un modèle gratuit pesait 18 % le 15 juillet 2026.",
  "Chaque éditeur compte avec son propre découpage : un même texte ne fait pas le même nombre de jetons.",
  "Les modèles exécutés chez soi, ou appelés chez leur éditeur, n'y sont pas ; ceux de plongement y sont.",
  "Les jours sont des échantillons de la liste quotidienne de 50 modèles : on ne les additionne jamais, et rien n'est connu entre eux.",
  "La dépense au prix affiché n'est pas montrée : la répartition entre requête, cache et réponse n'est pas publiée, et les prix du panel sont d'un seul jour.",
]

[constants]
wide = 0.1
gap_days = 45

[columns.source]
like = "source_figures"
[columns.observed_on]
[columns.share]
meaning = {en = "Open share of the tokens of models that are known to be open or closed", fr = "Part ouverte des jetons de modèles connus comme ouverts ou fermés"}
[columns.low]
type = "number"
unit = "share"
label = {en = "At least", fr = "Au moins"}
meaning = {en = "Open share of all tokens, what is unknown counted as closed", fr = "Part ouverte de tous les jetons, l'inconnu compté comme fermé"}
[columns.high]
type = "number"
unit = "share"
label = {en = "At most", fr = "Au plus"}
meaning = {en = "The same, what is unknown counted as open", fr = "De même, l'inconnu compté comme ouvert"}
[columns.total_tokens]
type = "integer"
unit = "tokens"
label = {en = "Tokens", fr = "Jetons"}
meaning = {en = "All tokens routed on that day, the rest below the first 50 included", fr = "Tous les jetons routés ce jour-là, le reste au-delà des 50 premiers compris"}
[columns.open_tokens]
type = "integer"
unit = "tokens"
label = {en = "Open", fr = "Ouverts"}
meaning = {en = "Tokens of models with open weights", fr = "Jetons des modèles à poids ouverts"}
[columns.closed_tokens]
type = "integer"
unit = "tokens"
label = {en = "Closed", fr = "Fermés"}
meaning = {en = "Tokens of models without", fr = "Jetons des modèles à poids fermés"}
[columns.unknown_tokens]
type = "integer"
unit = "tokens"
label = {en = "Unknown", fr = "Inconnus"}
meaning = {en = "Tokens of listed models of which it is not known, those under a cover name included", fr = "Jetons des modèles listés dont on l'ignore, noms d'emprunt compris"}
[columns.other_tokens]
type = "integer"
unit = "tokens"
label = {en = "Below the first 50", fr = "Au-delà des 50 premiers"}
meaning = {en = "Tokens of all models below the first 50", fr = "Jetons de tous les modèles au-delà des 50 premiers"}
[columns.largest_unknown]
type = "text"
label = {en = "Largest unknown", fr = "Plus gros inconnu"}
meaning = {en = "The listed model of unknown openness with most tokens", fr = "Le modèle listé d'ouverture inconnue qui a le plus de jetons"}
[columns.largest_unknown_share]
type = "number"
unit = "share"
label = {en = "Its share", fr = "Sa part"}
meaning = {en = "Its part of all tokens of the day", fr = "Sa part de tous les jetons du jour"}
[columns.largest_open]
type = "text"
label = {en = "Largest open", fr = "Plus gros ouvert"}
meaning = {en = "The open model with most tokens", fr = "Le modèle ouvert qui a le plus de jetons"}
[columns.largest_open_share]
type = "number"
unit = "share"
label = {en = "Its share", fr = "Sa part"}
meaning = {en = "Its part of all tokens of the day", fr = "Sa part de tous les jetons du jour"}
[columns.flags]
meaning = {en = "gap: more than {gap_days} days since the day before", fr = "gap : plus de {gap_days} jours depuis le jour précédent"}

[chart]
kind = "line"
x = "observed_on"
y = "share"
low = "low"
high = "high"
series = "source"

[[changelog]]
version = 1
on = 2026-11-29
en = "First version."
fr = "Première version."

[finding.days]
en = "{low|percent} to {high|percent} of tokens routed on {as_of|date} went to open weights"
fr = "Poids ouverts : {low|percent} à {high|percent} des jetons routés le {as_of|date}"
[note.days]
en = "{low_before|percent} to {high_before|percent} on {since|date}. At least: all that is unknown counted as closed, {unknown_model|text} alone holds {unknown_share|percent}. One router of price-sensitive developers; self-hosted models are not in it. No spend at list price: prices are of one day, and prompt and answer are not told apart."
fr = "{low_before|percent} à {high_before|percent} le {since|date}. Au moins : tout l'inconnu compté comme fermé, {unknown_model|text} en tient à lui seul {unknown_share|percent}. Un seul routeur, de développeurs attentifs au prix ; sans les modèles exécutés chez soi. Pas de dépense au prix affiché : les prix sont d'un seul jour, et requête et réponse ne sont pas séparées."
[finding.one_day]
en = "{low|percent} to {high|percent} of tokens routed on {as_of|date} went to open weights"
fr = "Poids ouverts : {low|percent} à {high|percent} des jetons routés le {as_of|date}"
---*/
WITH day AS (
    SELECT source, observed_on, sum(total_tokens)::BIGINT AS total_tokens,
        coalesce(sum(total_tokens) FILTER (side = 'open'), 0)::BIGINT AS open_tokens,
        coalesce(sum(total_tokens) FILTER (side = 'closed'), 0)::BIGINT AS closed_tokens,
        coalesce(sum(total_tokens) FILTER (side IS NULL AND NOT is_other), 0)::BIGINT AS unknown_tokens,
        coalesce(sum(total_tokens) FILTER (is_other), 0)::BIGINT AS other_tokens,
        arg_max(model_slug, total_tokens) FILTER (side IS NULL AND NOT is_other) AS largest_unknown,
        max(total_tokens) FILTER (side IS NULL AND NOT is_other) / sum(total_tokens) AS largest_unknown_share,
        arg_max(model_slug, total_tokens) FILTER (side = 'open') AS largest_open,
        max(total_tokens) FILTER (side = 'open') / sum(total_tokens) AS largest_open_share
    FROM routed
    GROUP BY source, observed_on
    HAVING sum(total_tokens) > 0
)
SELECT source, observed_on,
    open_tokens / nullif(open_tokens + closed_tokens, 0) AS share,
    open_tokens / total_tokens AS low,
    (total_tokens - closed_tokens) / total_tokens AS high,
    total_tokens, open_tokens, closed_tokens, unknown_tokens, other_tokens,
    largest_unknown, largest_unknown_share, largest_open, largest_open_share,
    CASE WHEN observed_on - lag(observed_on) OVER (PARTITION BY source ORDER BY observed_on) > $gap_days THEN 'gap' END AS flags
FROM day
ORDER BY source, observed_on
-- finding
WITH ends AS (
    SELECT min(observed_on) AS since, max(observed_on) AS as_of,
        arg_min(low, observed_on) AS low_before, arg_min(high, observed_on) AS high_before,
        arg_max(low, observed_on) AS low, arg_max(high, observed_on) AS high,
        arg_max(coalesce(largest_unknown, ''), observed_on) AS unknown_model,
        arg_max(coalesce(largest_unknown_share, 0), observed_on) AS unknown_share
    FROM result
    HAVING count(*) > 0
)
SELECT CASE WHEN since < as_of THEN 'days' ELSE 'one_day' END AS finding_case, *,
    CASE WHEN high - low > $wide THEN 'low' ELSE 'medium' END AS confidence
FROM ends
