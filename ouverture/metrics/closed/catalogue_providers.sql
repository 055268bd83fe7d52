/*---
title = {en = "Who serves open models", fr = "Qui sert des modèles ouverts"}
question = {en = "How much of what each provider offers has open weights?", fr = "Quelle part de l'offre de chaque hébergeur a des poids ouverts ?"}
unit = {en = "models that a provider lists", fr = "modèles que liste un hébergeur"}
grain = "source, provider, side"
version = 2
tables = ["catalogue_current", "api_model", "model_identity", "catalogue_openness"]
sources = "rows"

[formula]
en = "Entries of the newest catalogue by provider, and by what that very entry says of the weights; an entry that says nothing is unknown. The {providers_shown} providers with most models, all others in one row. Of a catalogue that names no provider (Artificial Analysis, and the reference panel) the catalogue itself is the row. A model is in dispute where entries of one catalogue disagree on it."
fr = "Les entrées du dernier catalogue par hébergeur, et selon ce que dit l'entrée elle-même des poids ; celle qui n'en dit rien est inconnue. Les {providers_shown} hébergeurs qui ont le plus de modèles, tous les autres en une ligne. D'un catalogue qui ne nomme pas d'hébergeur (Artificial Analysis, et le panel de référence), le catalogue lui-même est la ligne. Un modèle est contesté si les entrées d'un même catalogue se contredisent à son sujet."

[limits]
en = [
  "An offer, not use: one listed model may answer almost all calls.",
  "What an entry says is kept as it stands: some hosts mark open models as closed.",
  "Names are counted: versions, sizes and settings of one model count each.",
]
fr = [
  "Une offre, non un usage : un seul modèle listé peut répondre à presque tous les appels.",
  "Ce que dit une entrée est gardé tel quel : certains hébergeurs marquent fermés des modèles ouverts.",
  "Ce sont des noms qui sont comptés : versions, tailles et réglages d'un modèle comptent chacun.",
]

[constants]
providers_shown = 20
least = 10

[columns.source]
like = "source_figures"
[columns.provider]
type = "text"
label = {en = "Provider", fr = "Hébergeur"}
meaning = {en = "Who serves the models, as the catalogue names them; other: all those not shown", fr = "Qui sert les modèles, selon le catalogue ; other : tous ceux qui ne sont pas montrés"}
[columns.side]
like = "side_closed_unknown"
[columns.models]
meaning = {en = "Models of that side that the provider lists", fr = "Modèles de ce côté que liste l'hébergeur"}
[columns.share]
meaning = {en = "Part of all that the provider lists, unknown included", fr = "Part de tout ce que liste l'hébergeur, inconnus compris"}
[columns.disputed]
type = "integer"
unit = "models"
label = {en = "In dispute", fr = "Contestés"}
meaning = {en = "Of these, models on which entries of the same catalogue disagree", fr = "Dont modèles sur lesquels les entrées du même catalogue se contredisent"}
[columns.as_of]
label = {en = "Catalogue of", fr = "Catalogue du"}
meaning = {en = "Newest day on which an entry of the provider changed; of the panel, its day", fr = "Dernier jour où une entrée de l'hébergeur a changé ; pour le panel, son jour"}

[chart]
kind = "bar"
x = "provider"
y = "models"
series = "side"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-30
en = "Providers that are not shown form one row, and the sentence counts them."
fr = "Les hébergeurs non montrés forment une ligne, et la phrase les compte."

[finding.spread]
en = "Of what providers list, between {low|percent} ({low_at|text}) and {high|percent} ({high_at|text}) is open"
fr = "Selon l'hébergeur, de {low|percent} ({low_at|text}) à {high|percent} ({high_at|text}) de l'offre est ouverte"
[note.spread]
en = "{providers|integer} providers with {least|integer} models or more; in all {open|percent} of {models|integer} entries say open weights, {unknown|percent} say nothing."
fr = "{providers|integer} hébergeurs d'au moins {least|integer} modèles ; en tout {open|percent} des {models|integer} entrées annoncent des poids ouverts, {unknown|percent} n'en disent rien."
[finding.one]
en = "{open|percent} of the {models|integer} models that the catalogue lists have open weights"
fr = "{open|percent} des {models|integer} modèles que liste le catalogue ont des poids ouverts"
[note.one]
en = "Openness unknown for {unknown|percent}. Catalogues by provider are read live only."
fr = "Ouverture inconnue pour {unknown|percent}. Les catalogues par hébergeur ne sont lus qu'en direct."
---*/
WITH entry AS (
    SELECT c.source, c.provider, c.model_id, c.open_weights, c.captured_on AS as_of, d.canonical IS NOT NULL AS disputed
    FROM catalogue_current c
    LEFT JOIN model_identity i ON i.kind = 'catalogue' AND i.source = c.source AND i.name = c.name
    LEFT JOIN catalogue_openness d ON d.source = c.source AND d.canonical = i.canonical
    WHERE c.source = 'models-dev'
    UNION ALL -- the panel, where no catalogue by provider was read
    SELECT source, string_split(source, '+')[1], lab || '/' || model, open_weights, as_of, FALSE
    FROM api_model
    WHERE NOT EXISTS (FROM catalogue_current c WHERE c.source = 'models-dev')
), counted AS (
    SELECT provider,
        CASE open_weights WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
        string_agg(DISTINCT source, '+' ORDER BY source) AS source,
        count(*) AS models, count(*) FILTER (disputed) AS disputed, max(as_of) AS as_of
    FROM entry
    GROUP BY ALL
), ranked AS (
    SELECT *, dense_rank() OVER (ORDER BY listed DESC, provider) AS place
    FROM (SELECT *, sum(models) OVER (PARTITION BY provider) AS listed FROM counted)
), row_of AS (
    SELECT string_agg(DISTINCT source, '+' ORDER BY source) AS source, least(place, $providers_shown + 1) AS place,
        CASE WHEN place <= $providers_shown THEN provider ELSE 'other' END AS provider, side,
        sum(models)::BIGINT AS models, sum(disputed)::BIGINT AS disputed, max(as_of) AS as_of
    FROM ranked
    GROUP BY 2, 3, side
)
SELECT source, provider, side, models, models / sum(models) OVER (PARTITION BY place) AS share, disputed, as_of
FROM row_of
ORDER BY place, list_position(['open', 'closed', 'unknown'], side)
-- finding
WITH provider AS (
    SELECT provider, sum(models) AS models, coalesce(sum(models) FILTER (side = 'open'), 0) / sum(models) AS open
    FROM result WHERE provider <> 'other' GROUP BY provider HAVING sum(models) >= $least
), everything AS (
    SELECT sum(models) AS models, coalesce(sum(models) FILTER (side = 'open'), 0) / sum(models) AS open,
        coalesce(sum(models) FILTER (side = 'unknown'), 0) / sum(models) AS unknown, max(as_of) AS as_of,
        bool_or(contains(source, 'models-dev')) AS by_provider
    FROM result
)
SELECT CASE WHEN e.by_provider AND p.providers > 2 THEN 'spread' ELSE 'one' END AS finding_case,
    p.*, $least AS least, e.models, e.open, e.unknown, e.as_of, 'medium' AS confidence
FROM everything e, (
    SELECT min(open) AS low, arg_min(provider, open) AS low_at, max(open) AS high, arg_max(provider, open) AS high_at, count(*) AS providers
    FROM provider
) p
WHERE e.models > 0
