/*---
title    = {en = "Model names without a counterpart", fr = "Noms de modèles sans correspondance"}
question = {en = "Which names could not be joined between boards, catalogues and the Hub?", fr = "Quels noms n'ont pu être rapprochés entre classements, catalogues et Hub ?"}
unit     = {en = "one row a name", fr = "une ligne par nom"}
grain    = "kind, source, name"
version  = 2
tables   = ["model_identity", "benchmark_score", "api_model", "catalogue_current", "catalogue_repository"]
sources  = "rows"

[formula]
en = "Names are joined by the reviewed list of aliases, by the Hub repository that a catalogue names, or by equality once case, separators, vendor and full date are set aside; never by likeness. A name of a board's newest date is listed if no catalogue has the model; an open name if no repository of a lab on the Hub is known for it. An entry of a catalogue whose id is a lab's repository while its name means another model is listed by its id (lacks: agreement); the id decides."
fr = "Les noms sont rapprochés par la liste d'alias relue, par le dépôt du Hub que nomme un catalogue, ou par égalité une fois écartés casse, séparateurs, fournisseur et date complète ; jamais par ressemblance. Un nom de la dernière date d'un classement est listé si aucun catalogue n'a le modèle ; un nom ouvert, si aucun dépôt d'un laboratoire sur le Hub ne lui est connu. Une entrée de catalogue dont l'identifiant est le dépôt d'un laboratoire alors que son nom désigne un autre modèle est listée par son identifiant (manque : agreement) ; l'identifiant décide."

[limits]
en = [
  "A model that is not joined is missing wherever score, price, licence and downloads are set side by side.",
  "The reference panel holds a selection of the Hub: many open models have a repository that it does not know.",
  "The list of aliases is data/registry/aliases.toml; corrections are welcome.",
]
fr = [
  "Un modèle non rapproché manque partout où score, prix, licence et téléchargements sont mis côte à côte.",
  "Le panel de référence ne contient qu'une sélection du Hub : bien des modèles ouverts ont un dépôt qu'il ignore.",
  "La liste des alias est data/registry/aliases.toml ; les corrections sont bienvenues.",
]

[columns.kind]
type = "text"
label = {en = "Kind", fr = "Nature"}
meaning = {en = "board: a leaderboard; catalogue: a list of hosted models", fr = "board : classement ; catalogue : liste de modèles hébergés"}
[columns.source]
meaning = {en = "Source that uses the name", fr = "Source qui emploie ce nom"}

[columns.name]
type = "text"
label = {en = "Name", fr = "Nom"}
meaning = {en = "Name as the source writes it", fr = "Nom tel que l'écrit la source"}
[columns.canonical]
type = "text"
label = {en = "Canonical name", fr = "Nom canonique"}
meaning = {en = "Name by which it would be joined", fr = "Nom par lequel il serait rapproché"}
[columns.side]
meaning = {en = "open, closed or unknown, as the source says", fr = "open (ouvert), closed (fermé) ou unknown (inconnu), selon la source"}

[columns.lacks]
type = "text"
label = {en = "Lacks", fr = "Manque"}
meaning = {en = "catalogue: no hosted model of that name, so no price; hub: no repository; both; agreement: id and name name two models", fr = "catalogue : aucun modèle hébergé de ce nom, donc pas de prix ; hub : aucun dépôt ; both : les deux ; agreement : l'identifiant et le nom désignent deux modèles"}
[columns.named]
type = "text"
label = {en = "Its name means", fr = "Son nom désigne"}
meaning = {en = "Where id and name disagree, the model that the name means; the canonical name is that of the id", fr = "Si l'identifiant et le nom diffèrent, le modèle que désigne le nom ; le nom canonique est celui de l'identifiant"}
[columns.as_of]
type = "date"
label = {en = "Seen on", fr = "Vu le"}
meaning = {en = "Date of the board or catalogue", fr = "Date du classement ou du catalogue"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-30
en = "Entries of catalogues whose id and name name two models."
fr = "Entrées de catalogues dont l'identifiant et le nom désignent deux modèles."

[finding.some]
en = "Not joined: {priceless|integer} board names lack a price, {homeless|integer} open ones a repository"
fr = "Sans lien : {priceless|integer} noms de classements sans prix, {homeless|integer} noms ouverts sans dépôt"
[note.some]
en = "[Entries of catalogues whose id is one model and whose name means another: {disagree|integer}; the id decides.]"
fr = "[Entrées de catalogues dont l'identifiant est un modèle et dont le nom en désigne un autre : {disagree|integer} ; l'identifiant décide.]"
---*/
WITH board AS (
    SELECT 'board' AS kind, source, model AS name, bool_or(is_open) AS is_open, max(as_of) AS as_of
    FROM (SELECT * FROM benchmark_score QUALIFY as_of = max(as_of) OVER (PARTITION BY source, yardstick))
    GROUP BY source, model
), catalogue AS (
    SELECT 'catalogue' AS kind, source, name, bool_or(open_weights) AS is_open, max(as_of) AS as_of
    FROM (
        SELECT source, model AS name, open_weights, as_of FROM api_model
        UNION ALL SELECT source, name, open_weights, captured_on FROM catalogue_current
    )
    GROUP BY source, name
), known AS (
    SELECT canonical, bool_or(kind = 'catalogue') AS in_catalogue, bool_or(kind = 'hub') AS on_hub
    FROM model_identity
    GROUP BY canonical
)
SELECT 'catalogue' AS kind, r.source, r.model_id AS name, r.canonical,
    CASE WHEN bool_or(c.open_weights) THEN 'open' WHEN NOT bool_or(c.open_weights) THEN 'closed' ELSE 'unknown' END AS side,
    'agreement' AS lacks, r.named, max(c.captured_on) AS as_of
FROM catalogue_repository r
JOIN catalogue_current c USING (source, provider, model_id)
WHERE r.named <> r.canonical
GROUP BY r.source, r.model_id, r.canonical, r.named
UNION ALL
SELECT
    n.kind, n.source, n.name, i.canonical,
    CASE n.is_open WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
    CASE
        WHEN NOT k.in_catalogue AND n.is_open AND NOT k.on_hub THEN 'both'
        WHEN NOT k.in_catalogue THEN 'catalogue'
        ELSE 'hub' END AS lacks,
    NULL AS named, n.as_of
FROM (FROM board UNION ALL FROM catalogue) n
JOIN model_identity i ON i.kind = n.kind AND i.source = n.source AND i.name = n.name
JOIN known k ON k.canonical = i.canonical
WHERE NOT k.in_catalogue OR (n.is_open AND NOT k.on_hub)
ORDER BY kind, source, name, lacks
-- finding
SELECT
    'some' AS finding_case,
    count(*) FILTER (kind = 'board' AND lacks IN ('catalogue', 'both')) AS priceless,
    count(*) FILTER (lacks IN ('hub', 'both')) AS homeless,
    nullif(count(*) FILTER (lacks = 'agreement'), 0) AS disagree,
    max(as_of) AS as_of,
    'high' AS confidence
FROM result
HAVING count(*) > 0
