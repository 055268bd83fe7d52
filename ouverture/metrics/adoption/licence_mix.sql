/*---
title    = {en = "Licences, by models and by downloads", fr = "Licences, par modèles et par téléchargements"}
question = {en = "Which licences do models carry, and which do people download?", fr = "Quelles licences portent les modèles, et lesquelles télécharge-t-on ?"}
unit     = {en = "share at the latest reading", fr = "part au dernier relevé"}
grain    = "source, licence, tier"
version  = 2
tables   = ["mart_licence", "series_run", "licence"]
sources  = "rows"

[formula]
en = "At the latest reading of whole organisations: models of a licence / all models, and their downloads / all downloads. Licences beyond the {shown} most downloaded are one, as are those that are unknown. Each licence is parted by the tier of its models themselves: the terms of “other” stand in each model's card, and a derivative takes the stricter tier of its base."
fr = "Au dernier relevé d'organisations entières : modèles d'une licence / tous les modèles, et leurs téléchargements / tous les téléchargements. Les licences au-delà des {shown} plus téléchargées n'en forment qu'une, tout comme les inconnues. Chaque licence est divisée selon le degré de ses modèles eux-mêmes : les conditions de « other » figurent sur la fiche de chaque modèle, et un dérivé prend le degré plus strict de sa base."

[limits]
en = [
  "A licence of the weights says nothing of the training data.",
  "Many models carry no licence at all: unknown is a finding, not a gap to fill.",
  "A derivative may state a freer licence than its base allows; its tier takes the stricter of the two.",
]
fr = [
  "La licence des poids ne dit rien des données d'entraînement.",
  "Beaucoup de modèles n'ont aucune licence : l'inconnu est un constat, non un trou à combler.",
  "Un dérivé peut afficher une licence plus libre que sa base ne le permet ; son degré suit la plus stricte des deux.",
]

[constants]
shown = 12
unknown_medium = 0.03

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.licence]
meaning = {en = "Licence key; others = all further ones; empty = unknown", fr = "Clé de licence ; others = toutes les autres ; vide = inconnue"}

[columns.tier]
meaning = {en = "Tier of these models", fr = "Degré de ces modèles"}
[columns.models]

[columns.model_share]
type = "number"
unit = "share"
label = {en = "Of models", fr = "Des modèles"}
meaning = {en = "Part of the listed models", fr = "Part des modèles listés"}

[columns.downloads_30d]

[columns.download_share]
type = "number"
unit = "share"
label = {en = "Of downloads", fr = "Des téléchargements"}
meaning = {en = "Part of the 30-day downloads", fr = "Part des téléchargements sur 30 jours"}

[columns.limits]
type = "text"
label = {en = "Limits", fr = "Limites"}
meaning = {en = "What the licence limits, in our own words", fr = "Ce que la licence limite, en nos mots (en anglais)"}

[chart]
kind = "bar"
x = "licence"
y = "download_share"
series = "tier"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "Parted by the models' own tiers, not by the tier of the licence's key."
fr = "Divisée selon le degré des modèles eux-mêmes, non celui de la clé de licence."

[finding.first]
en = "{licence|text} covers {downloads|percent} of downloads and {models|percent} of models"
fr = "{licence|text} : {downloads|percent} des téléchargements, {models|percent} des modèles"
[note.first]
en = "No licence that can be read: {unknown_models|percent} of models, {unknown_downloads|percent} of downloads."
fr = "Sans licence lisible : {unknown_models|percent} des modèles, {unknown_downloads|percent} des téléchargements."
---*/
WITH run AS (
    SELECT * FROM newest_run($source)
), mix AS (
    SELECT r.source, r.snapshot_date, m.licence, m.tier, sum(m.models) AS models, sum(m.downloads_30d) AS downloads
    FROM run r JOIN mart_licence m USING (run_id)
    WHERE ($tasks = 'all' OR m.task_scope = $tasks) AND ($basis = 'raw' OR NOT m.excluded)
    GROUP BY r.source, r.snapshot_date, m.licence, m.tier
), placed AS (
    SELECT licence,
        CASE WHEN licence IS NOT NULL AND row_number() OVER (PARTITION BY licence IS NULL ORDER BY sum(downloads) DESC NULLS LAST, licence) > $shown
            THEN 'others' ELSE licence END AS shown
    FROM mix GROUP BY licence
), folded AS (
    SELECT source, snapshot_date, shown, tier, sum(models) AS models, sum(downloads) AS downloads
    FROM mix JOIN placed ON placed.licence IS NOT DISTINCT FROM mix.licence
    GROUP BY source, snapshot_date, shown, tier
)
SELECT
    f.source,
    f.snapshot_date,
    f.shown AS licence,
    f.tier,
    f.models::BIGINT AS models,
    f.models / nullif(sum(f.models) OVER (), 0) AS model_share,
    f.downloads::BIGINT AS downloads_30d,
    f.downloads / nullif(sum(f.downloads) OVER (), 0) AS download_share,
    l.limits
FROM folded f
LEFT JOIN licence l ON l.licence = f.shown
ORDER BY f.shown IS NULL, f.shown = 'others', sum(f.downloads) OVER (PARTITION BY f.shown) DESC NULLS LAST, f.shown, f.tier
-- finding
WITH first AS (
    SELECT licence, snapshot_date, sum(download_share) AS download_share, sum(model_share) AS model_share
    FROM result WHERE licence IS NOT NULL AND licence <> 'others'
    GROUP BY ALL ORDER BY sum(downloads_30d) DESC NULLS LAST, licence LIMIT 1
), unread AS (
    SELECT coalesce(sum(model_share), 0) AS unknown_models, coalesce(sum(download_share), 0) AS unknown_downloads
    FROM result WHERE licence IS NULL
)
SELECT 'first' AS finding_case, f.licence, f.download_share AS downloads, f.model_share AS models,
    unknown_models, unknown_downloads, f.snapshot_date AS as_of,
    CASE WHEN greatest(unknown_models, unknown_downloads) > $unknown_medium THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN confidence = 'medium' THEN 'unknown_licences' END AS confidence_reason
FROM first f, unread
