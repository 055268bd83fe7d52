/*---
title    = {en = "Installs of closed-API clients and open runtimes", fr = "Installations des clients d'API fermées et des moteurs ouverts"}
question = {en = "Do developers install what calls closed models, or what runs open ones?", fr = "Les développeurs installent-ils de quoi appeler des modèles fermés, ou de quoi en exécuter d'ouverts ?"}
unit     = {en = "installs in {window_days} days", fr = "installations en {window_days} jours"}
grain    = "source, registry, side, observed_on"
version  = 1
spec_curve = "package_installs_definitions"
tables   = ["package_window"]
sources  = "rows"

[formula]
en = "Only the packages of a side present in both the first published list on or after the chosen start and the last list: their installs in {window_days} days, summed, and that sum over its value in the first list, times 100. If one of them is missing from a list between, there is no figure for that list. Beside it, the sum over every package of the side listed on that day. One count at a time: of those whose last list is at most {fresh_days} days older than the newest the longest, unless one is chosen."
fr = "Seuls comptent les paquets d'un côté présents à la fois dans la première liste publiée à partir du début choisi et dans la dernière : leurs installations en {window_days} jours, sommées, puis cette somme rapportée à celle de la première liste, fois 100. Si l'un d'eux manque à une liste intermédiaire, cette liste n'a pas de chiffre. À côté, la somme de tous les paquets du côté listés ce jour-là. Un seul comptage à la fois : parmi ceux dont la dernière liste a au plus {fresh_days} jours de moins que la plus récente, le plus long, sauf choix."

[limits]
en = [
  "An install is not a person: the counts hold mirrors, build servers and repeated installs.",
  "A package is absent, not zero, before it enters the published list.",
  "The sides are examples, not a census: clients that serve both kinds of model are on neither side.",
  "A package can be a dependency of another: open runtimes stand on each other.",
  "Open-side packages also serve tasks that have no closed counterpart, and the clients of closed APIs also speak to open models.",
]
fr = [
  "Une installation n'est pas une personne : les comptes incluent miroirs, serveurs de compilation et réinstallations.",
  "Un paquet est absent, et non nul, avant son entrée dans la liste publiée.",
  "Les côtés sont des exemples, non un recensement : les clients qui servent les deux sortes de modèles ne sont d'aucun côté.",
  "Un paquet peut être la dépendance d'un autre : les moteurs ouverts reposent les uns sur les autres.",
  "Les paquets du côté ouvert servent aussi des tâches sans équivalent fermé, et les clients d'API fermées parlent aussi à des modèles ouverts.",
]

[constants]
window_days = 30
fresh_days = 31
gap_days = 45

[parameters.since]
[parameters.counted_by]
type = "text"
null = true
allowed_from = "package_window.source"
label = {en = "Counted by", fr = "Compté par"}
[parameters.installs]
type = "text"
default = "index"
allowed = ["index", "absolute"]
label = {en = "Shown", fr = "Affichage"}

[columns.source]
meaning = {en = "Whose counts these are", fr = "Origine des comptes"}

[columns.registry]
type = "text"
label = {en = "Registry", fr = "Registre"}
meaning = {en = "Package registry", fr = "Registre de paquets"}
[columns.observed_on]
meaning = {en = "Day the list was published", fr = "Jour de publication de la liste"}

[columns.side]
meaning = {en = "closed_api (client of hosted models) or open_runtime (runs models one holds)", fr = "closed_api (client de modèles hébergés) ou open_runtime (exécute des modèles qu'on détient)"}

[columns.index]
type = "number"
unit = "index"
label = {en = "Index", fr = "Indice"}
meaning = {en = "Installs of the same packages, 100 in the first list", fr = "Installations des mêmes paquets, 100 à la première liste"}
[columns.downloads]
type = "integer"
unit = "installs"
label = {en = "Same packages", fr = "Mêmes paquets"}
meaning = {en = "Installs in {window_days} days of the packages present at both ends", fr = "Installations en {window_days} jours des paquets présents aux deux bouts"}
[columns.downloads_listed]
type = "integer"
unit = "installs"
label = {en = "All listed", fr = "Tous les listés"}
meaning = {en = "Installs of every package of the side listed that day: the set grows", fr = "Installations de tous les paquets du côté listés ce jour-là : l'ensemble croît"}
[columns.packages]
type = "list"
label = {en = "Same packages, names", fr = "Mêmes paquets, noms"}
meaning = {en = "The packages compared", fr = "Les paquets comparés"}
[columns.packages_entered]
type = "list"
label = {en = "Entered since", fr = "Entrés depuis"}
meaning = {en = "Packages of the side in the last list but not in the first: not compared", fr = "Paquets du côté dans la dernière liste mais pas dans la première : non comparés"}
[columns.flags]
meaning = {en = "gap (more than {gap_days} days since the list before), partial (a compared package is missing)", fr = "gap (plus de {gap_days} jours depuis la liste précédente), partial (un paquet comparé manque)"}

[chart]
kind = "line"
x = "observed_on"
y = "index"
series = "side"
facet = "source"
y_of = {installs = {index = "index", absolute = "downloads"}}

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.open]
en = "Installs since {since|month}: open runtimes × {open|decimal}, closed-API clients × {closed|decimal}"
fr = "Installations depuis {since|month} : moteurs ouverts × {open|decimal}, clients d'API fermées × {closed|decimal}"
[note.open]
en = "Same packages at both ends. Open: {open_names|text}. Closed: {closed_names|text}. Installs are not people."
fr = "Mêmes paquets aux deux bouts. Ouverts : {open_names|text}. Fermés : {closed_names|text}. Une installation n'est pas une personne."
[finding.closed]
en = "Installs since {since|month}: closed-API clients × {closed|decimal}, open runtimes × {open|decimal}"
fr = "Installations depuis {since|month} : clients d'API fermées × {closed|decimal}, moteurs ouverts × {open|decimal}"
[note.closed]
en = "Same packages at both ends. Open: {open_names|text}. Closed: {closed_names|text}. Installs are not people."
fr = "Mêmes paquets aux deux bouts. Ouverts : {open_names|text}. Fermés : {closed_names|text}. Une installation n'est pas une personne."
[finding.thin]
en = "Too few lists to compare the two sides"
fr = "Trop peu de listes pour comparer les deux côtés"
---*/
WITH listed AS (
    SELECT source, registry, side, package, observed_on, downloads
    FROM package_window
    WHERE side IN ('closed_api', 'open_runtime') AND observed_on >= $since
        AND downloads IS NOT NULL
), counted AS (
    SELECT source, registry, min(observed_on) AS first_on, max(observed_on) AS last_on
    FROM listed
    WHERE $counted_by IS NULL OR source = $counted_by
    GROUP BY ALL
), reach AS ( -- one count at a time: of those that reach the newest days the longest, unless the reader chose
    SELECT * FROM counted
    QUALIFY $counted_by IS NOT NULL OR row_number() OVER (
        ORDER BY last_on >= (SELECT max(last_on) FROM counted) - $fresh_days DESC, first_on, last_on DESC, source, registry
    ) = 1
), package AS (
    SELECT l.source, l.registry, l.side, l.package,
        bool_or(l.observed_on = r.first_on) AS at_first,
        bool_or(l.observed_on = r.last_on) AS at_last
    FROM listed l JOIN reach r USING (source, registry)
    GROUP BY ALL
), panel AS (
    SELECT source, registry, side,
        list(package ORDER BY package) FILTER (at_first AND at_last) AS packages,
        coalesce(list(package ORDER BY package) FILTER (at_last AND NOT at_first), []) AS packages_entered
    FROM package
    GROUP BY ALL
    HAVING packages IS NOT NULL
), summed AS (
    SELECT l.source, l.registry, l.observed_on, l.side, p.packages, p.packages_entered,
        count(*) FILTER (list_contains(p.packages, l.package)) AS present,
        sum(l.downloads) FILTER (list_contains(p.packages, l.package)) AS compared,
        sum(l.downloads)::BIGINT AS downloads_listed
    FROM listed l JOIN panel p USING (source, registry, side)
    GROUP BY ALL
), figure AS (
    SELECT *, (CASE WHEN present = len(packages) THEN compared END)::BIGINT AS downloads FROM summed
)
SELECT
    source, registry, observed_on, side,
    100.0 * downloads / nullif(first_value(downloads) OVER w, 0) AS index,
    downloads, downloads_listed, packages, packages_entered,
    nullif(concat_ws(' ',
        CASE WHEN observed_on - lag(observed_on) OVER w > $gap_days THEN 'gap' END,
        CASE WHEN downloads IS NULL THEN 'partial' END), '') AS flags
FROM figure
WINDOW w AS (PARTITION BY source, registry, side ORDER BY observed_on)
ORDER BY source, registry, side, observed_on
-- finding
WITH series AS (
    SELECT source, registry FROM result
    GROUP BY ALL HAVING count(DISTINCT side) = 2 AND count(DISTINCT observed_on) > 1
    ORDER BY max(observed_on) DESC, source LIMIT 1
), side AS (
    SELECT side, min(observed_on) AS since, max(observed_on) AS as_of,
        arg_max(index, observed_on) / 100 AS growth, any_value(packages) AS packages
    FROM result SEMI JOIN series USING (source, registry)
    GROUP BY side
), pair AS (
    SELECT
        max(growth) FILTER (side = 'open_runtime') AS open,
        max(growth) FILTER (side = 'closed_api') AS closed,
        any_value(packages) FILTER (side = 'open_runtime') AS open_names,
        any_value(packages) FILTER (side = 'closed_api') AS closed_names,
        min(since) AS since, max(as_of) AS as_of
    FROM side
)
SELECT
    CASE WHEN open IS NULL OR closed IS NULL THEN 'thin' WHEN open >= closed THEN 'open' ELSE 'closed' END AS finding_case,
    open, closed, open_names, closed_names, since,
    coalesce(as_of, (SELECT max(observed_on) FROM result)) AS as_of,
    CASE WHEN open IS NULL OR closed IS NULL THEN 'low' ELSE 'medium' END AS confidence
FROM pair
WHERE EXISTS (FROM result)
