/*---
title    = {en = "Momentum of models", fr = "Élan des modèles"}
question = {en = "Which models gain downloads fastest, beyond the chance of small numbers?", fr = "Quels modèles gagnent le plus vite des téléchargements, au-delà du hasard des petits nombres ?"}
unit     = {en = "downloads of 30 days over those of the 30 days before, small counts drawn towards the average", fr = "téléchargements sur 30 jours rapportés aux 30 jours précédents, petits comptes ramenés vers la moyenne"}
grain    = "source, model_id"
version  = 2
tables   = ["mart_momentum"]
sources  = "rows"

[formula]
en = "W = the 30-day counter now, V = the one 30 to 45 days earlier, so that the windows do not overlap. Momentum = (k·g + W) / (k + V): the posterior mean of a Gamma–Poisson model whose prior is centred on g, the growth of all models together, and counts for k downloads. k is estimated from all models at each reading: how much more the growth of small counters (100 to 1,000) scatters than that of large ones (from 100,000), per download, over the scatter of the large ones. So 3 downloads that become 30 stay close to g. Only models with V at least the minimum base that were out for the whole earlier window; the {shown} highest."
fr = "W = le compteur de 30 jours actuel, V = celui de 30 à 45 jours plus tôt : les fenêtres ne se recouvrent pas. Élan = (k·g + W) / (k + V) : moyenne a posteriori d'un modèle gamma-Poisson dont l'a priori est centré sur g, la croissance de tous les modèles ensemble, et pèse k téléchargements. k est estimé sur tous les modèles à chaque relevé : combien la croissance des petits compteurs (100 à 1 000) se disperse de plus que celle des grands (dès 100 000), par téléchargement, rapporté à la dispersion des grands. Ainsi 3 téléchargements devenus 30 restent près de g. Seuls comptent les modèles avec V au moins égal à la base minimale, sortis pendant toute la fenêtre antérieure ; les {shown} plus élevés."

[limits]
en = [
  "A jump may be a build server, not people: compare raw with adjusted figures.",
  "New releases are not in the list until they were out for two whole windows.",
  "The mart keeps the 200 highest and lowest of each task scope: with a high minimum base fewer may be left.",
]
fr = [
  "Un bond peut venir d'un serveur de compilation, non de personnes : comparer chiffres bruts et ajustés.",
  "Une nouveauté n'entre dans la liste qu'après deux fenêtres entières.",
  "La table garde les 200 plus hauts et plus bas de chaque périmètre : avec une base minimale élevée, il peut en rester moins.",
]

[constants]
shown = 15

[parameters.tasks]
[parameters.basis]

[parameters.least]
type = "integer"
default = 1000
min = 100
max = 10000000
label = {en = "Minimum base", fr = "Base minimale"}

[columns.source]
[columns.snapshot_date]

[columns.before_date]
type = "date"
label = {en = "Compared with", fr = "Comparé à"}
meaning = {en = "Day of the earlier reading", fr = "Jour du relevé antérieur"}

[columns.model_id]
[columns.lab_id]

[columns.downloads_before]
type = "integer"
unit = "downloads"
label = {en = "Before", fr = "Avant"}
meaning = {en = "30-day downloads at the earlier reading", fr = "Téléchargements sur 30 jours au relevé antérieur"}

[columns.downloads_30d]

[columns.growth]
type = "number"
unit = "ratio"
label = {en = "Raw ratio", fr = "Rapport brut"}
meaning = {en = "Now over before", fr = "Maintenant sur avant"}
[columns.momentum]
type = "number"
unit = "ratio"
label = {en = "Momentum", fr = "Élan"}
meaning = {en = "The ratio, shrunk towards that of all models", fr = "Le rapport, rétréci vers celui de tous les modèles"}
[columns.prior_growth]
type = "number"
unit = "ratio"
label = {en = "All models", fr = "Tous les modèles"}
meaning = {en = "Growth of all models together (g)", fr = "Croissance de tous les modèles ensemble (g)"}
[columns.prior_downloads]
type = "number"
unit = "downloads"
label = {en = "Weight of the prior", fr = "Poids de l'a priori"}
meaning = {en = "Downloads for which the prior counts (k)", fr = "Téléchargements pour lesquels compte l'a priori (k)"}

[columns.flags]
meaning = {en = "excluded (exclusion list or machine traffic at either reading): shown, never named", fr = "excluded (liste d'exclusion ou trafic automatique à l'un des relevés) : montré, jamais nommé"}
[columns.shown_of]

[chart]
kind = "bar"
x = "model_id"
y = "momentum"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "The two windows never overlap: at least 30 days apart; the headline names no machine traffic, such rows are marked."
fr = "Les deux fenêtres ne se chevauchent jamais : 30 jours d'écart au moins ; le titre ne nomme aucun trafic automatique, ces lignes sont marquées."

[finding.first]
en = "Fastest gain: {model|text}, {before|compact} to {after|compact}"
fr = "Gain le plus rapide : {model|text}, {before|compact} à {after|compact}"
[note.first]
en = "Downloads in 30 days, {days|integer} days apart. Among models with at least {least|integer} downloads before; all models together: {growth|decimal} times. Small counts are drawn towards that average: {prior|integer} average downloads are added to each."
fr = "Téléchargements sur 30 jours, à {days|integer} jours d'écart. Parmi les modèles d'au moins {least|integer} téléchargements avant ; tous les modèles ensemble : {growth|decimal} fois. Les petits comptes sont ramenés vers cette moyenne : {prior|integer} téléchargements moyens sont ajoutés à chacun."
---*/
SELECT source, snapshot_date, before_date, model_id, lab_id, downloads_before, downloads_30d,
    downloads_30d / downloads_before AS growth, momentum, pooled_growth AS prior_growth, prior_downloads,
    CASE WHEN excluded THEN 'excluded' END AS flags,
    count(*) OVER () AS shown_of
FROM mart_momentum
WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded) AND downloads_before >= $least
    AND source = (SELECT newest(source, snapshot_date, source) FROM mart_momentum)
ORDER BY momentum DESC, model_id
LIMIT $shown
-- finding
SELECT 'first' AS finding_case, model_id AS model, downloads_before AS before, downloads_30d AS after,
    snapshot_date - before_date AS days, prior_growth AS growth, prior_downloads AS prior,
    snapshot_date AS as_of, 'medium' AS confidence
FROM result
WHERE momentum > prior_growth AND flags IS NULL
ORDER BY momentum DESC, model_id
LIMIT 1
