/*---
title    = {en = "Licences, by models and by downloads", fr = "Licences, par modèles et par téléchargements"}
question = {en = "Which licences do models carry, and which do people download?", fr = "Quelles licences portent les modèles, et lesquelles télécharge-t-on ?"}
unit     = {en = "share at the latest reading", fr = "part au dernier relevé"}
grain    = "source, licence"
version  = 1
tables   = ["mart_licence", "series_run", "licence"]
sources  = "rows"

[formula]
en = "At the latest reading of whole organisations: models of a licence / all models, and their downloads / all downloads. Licences beyond the {shown} most downloaded are one row, as is the unknown."
fr = "Au dernier relevé d'organisations entières : modèles d'une licence / tous les modèles, et leurs téléchargements / tous les téléchargements. Les licences au-delà des {shown} plus téléchargées forment une ligne, tout comme l'inconnu."

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

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.licence]
meaning = {en = "Licence key; others = all further ones; empty = unknown", fr = "Clé de licence ; others = toutes les autres ; vide = inconnue"}

[columns.tier]
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

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.first]
en = "{licence|text} covers {downloads|percent} of downloads and {models|percent} of models"
fr = "{licence|text} couvre {downloads|percent} des téléchargements et {models|percent} des modèles"
[note.first]
en = "No licence that can be read: {unknown_models|percent} of models, {unknown_downloads|percent} of downloads."
fr = "Sans licence lisible : {unknown_models|percent} des modèles, {unknown_downloads|percent} des téléchargements."
---*/
WITH run AS (
    SELECT * FROM series_run WHERE $source = 'auto' OR source = $source
    QUALIFY row_number() OVER (ORDER BY snapshot_date DESC, source = 'hub' DESC) = 1
), mix AS (
    SELECT r.source, r.snapshot_date, m.licence, sum(m.models) AS models, sum(m.downloads_30d) AS downloads
    FROM run r JOIN mart_licence m USING (run_id)
    WHERE ($tasks = 'all' OR m.task_scope = $tasks) AND ($basis = 'raw' OR NOT m.excluded)
    GROUP BY r.source, r.snapshot_date, m.licence
), placed AS (
    SELECT *,
        CASE WHEN licence IS NULL THEN NULL
            WHEN row_number() OVER (PARTITION BY licence IS NULL ORDER BY downloads DESC NULLS LAST, licence) <= $shown THEN licence
            ELSE 'others' END AS shown
    FROM mix
), folded AS (
    SELECT source, snapshot_date, shown, sum(models) AS models, sum(downloads) AS downloads
    FROM placed GROUP BY source, snapshot_date, shown
)
SELECT
    f.source,
    f.snapshot_date,
    f.shown AS licence,
    l.tier,
    f.models::BIGINT AS models,
    f.models / nullif(sum(f.models) OVER (), 0) AS model_share,
    f.downloads::BIGINT AS downloads_30d,
    f.downloads / nullif(sum(f.downloads) OVER (), 0) AS download_share,
    l.limits
FROM folded f
LEFT JOIN licence l ON l.licence = f.shown
ORDER BY f.shown IS NULL, f.shown = 'others', f.downloads DESC NULLS LAST, f.shown
-- finding
WITH first AS (
    SELECT * FROM result WHERE licence IS NOT NULL AND licence <> 'others' ORDER BY downloads_30d DESC NULLS LAST LIMIT 1
)
SELECT 'first' AS finding_case, f.licence, f.download_share AS downloads, f.model_share AS models,
    coalesce((SELECT model_share FROM result WHERE licence IS NULL), 0) AS unknown_models,
    coalesce((SELECT download_share FROM result WHERE licence IS NULL), 0) AS unknown_downloads,
    f.snapshot_date AS as_of, 'high' AS confidence
FROM first f
