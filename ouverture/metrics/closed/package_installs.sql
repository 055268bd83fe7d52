/*---
title    = {en = "Installs of closed-API clients and open runtimes", fr = "Installations des clients d'API fermées et des moteurs ouverts"}
question = {en = "Do developers install what calls closed models, or what runs open ones?", fr = "Les développeurs installent-ils de quoi appeler des modèles fermés, ou de quoi en exécuter d'ouverts ?"}
unit     = {en = "installs a day", fr = "installations par jour"}
grain    = "source, registry, side, observed_on"
version  = 2
spec_curve = "package_installs_definitions"
tables   = ["package_window"]
sources  = "rows"

[formula]
en = "Installs a day: the count of a list over the days of its window. What a list counts changed (pip alone, then all installers; windows of 22 to 29 days, then calendar months): lists that count alike form a stretch, and nothing is compared across two stretches. In each, only the packages of a side present in both its first list on or after the chosen start and its last: their installs a day, summed, and that sum over its value in the first list, times 100. If one of them is missing from a list between, there is no figure for that list. Beside it, every package of the side listed on that day. A stretch ends where what is counted changes, or the window by more than a fifth. One source at a time: of those whose last list is at most {fresh_days} days older than the newest the longest, unless one is chosen. The sentence speaks of the newest stretch."
fr = "Installations par jour : le compte d'une liste sur les jours de sa fenêtre. Ce que compte une liste a changé (pip seul, puis tous les installateurs ; fenêtres de 22 à 29 jours, puis mois civils) : les listes qui comptent de même forment un segment, et rien n'est comparé d'un segment à l'autre. Dans chacun, seuls comptent les paquets d'un côté présents dans sa première liste à partir du début choisi et dans sa dernière : leurs installations par jour, sommées, puis cette somme rapportée à celle de la première liste, fois 100. Si l'un d'eux manque à une liste intermédiaire, cette liste n'a pas de chiffre. À côté, tous les paquets du côté listés ce jour-là. Un segment finit où change ce qui est compté, ou la fenêtre de plus d'un cinquième. Une source à la fois : parmi celles dont la dernière liste a au plus {fresh_days} jours de moins que la plus récente, la plus longue, sauf choix. La phrase parle du segment le plus récent."

[limits]
en = [
  "An install is not a person: build servers and repeated installs are in every count.",
  "The panel's lists count pip alone until October 2024, then all installers with mirrors; pypistats is asked without mirrors, ClickPy counts with them.",
  "A list of the panel from July 2025 on counts the calendar month before its day.",
  "A package is absent, not zero, before it enters the published list.",
  "The sides are examples, not a census: clients that serve both kinds of model are on neither side.",
  "A package can be a dependency of another: open runtimes stand on each other.",
  "Open-side packages also serve tasks that have no closed counterpart, and the clients of closed APIs also speak to open models.",
]
fr = [
  "Une installation n'est pas une personne : serveurs de compilation et réinstallations sont dans tous les comptes.",
  "Les listes du panel comptent pip seul jusqu'en octobre 2024, puis tous les installateurs, miroirs compris ; pypistats est interrogé sans miroirs, ClickPy compte avec eux.",
  "Une liste du panel compte, à partir de juillet 2025, le mois civil qui précède son jour.",
  "Un paquet est absent, et non nul, avant son entrée dans la liste publiée.",
  "Les côtés sont des exemples, non un recensement : les clients qui servent les deux sortes de modèles ne sont d'aucun côté.",
  "Un paquet peut être la dépendance d'un autre : les moteurs ouverts reposent les uns sur les autres.",
  "Les paquets du côté ouvert servent aussi des tâches sans équivalent fermé, et les clients d'API fermées parlent aussi à des modèles ouverts.",
]

[constants]
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
meaning = {en = "Installs a day of the same packages, 100 in the first list of the stretch", fr = "Installations par jour des mêmes paquets, 100 à la première liste du segment"}
[columns.downloads_per_day]
type = "number"
unit = "installs"
label = {en = "Same packages, a day", fr = "Mêmes paquets, par jour"}
meaning = {en = "Installs a day of the packages present at both ends of the stretch", fr = "Installations par jour des paquets présents aux deux bouts du segment"}
[columns.downloads]
type = "integer"
unit = "installs"
label = {en = "Same packages", fr = "Mêmes paquets"}
meaning = {en = "Installs of these packages in the window", fr = "Installations de ces paquets dans la fenêtre"}
[columns.downloads_listed]
type = "integer"
unit = "installs"
label = {en = "All listed", fr = "Tous les listés"}
meaning = {en = "Installs in the window of every package of the side listed that day: the set grows", fr = "Installations dans la fenêtre de tous les paquets du côté listés ce jour-là : l'ensemble croît"}
[columns.window_days]
type = "integer"
unit = "days"
label = {en = "Window", fr = "Fenêtre"}
meaning = {en = "Days that the list counts", fr = "Jours que compte la liste"}
[columns.counts]
type = "text"
label = {en = "What is counted", fr = "Ce qui est compté"}
meaning = {en = "pip (downloads by pip alone), all installers (mirrors included), all installers, without mirrors", fr = "pip (téléchargements par pip seul), all installers (tous les installateurs, miroirs compris), all installers, without mirrors (sans miroirs)"}
[columns.counted_from]
type = "date"
label = {en = "Counted alike from", fr = "Compté de même depuis"}
meaning = {en = "First list of the stretch: two stretches never compare", fr = "Première liste du segment : deux segments ne se comparent jamais"}
[columns.packages]
type = "list"
label = {en = "Same packages, names", fr = "Mêmes paquets, noms"}
meaning = {en = "The packages compared", fr = "Les paquets comparés"}
[columns.packages_entered]
type = "list"
label = {en = "Entered since", fr = "Entrés depuis"}
meaning = {en = "Packages of the side in the last list but not in the first: not compared", fr = "Paquets du côté dans la dernière liste mais pas dans la première : non comparés"}
[columns.flags]
meaning = {en = "break (what is counted changed, or the window by more than a fifth), gap (more than {gap_days} days since the list before), partial (a compared package is missing)", fr = "break (ce qui est compté a changé, ou la fenêtre de plus d'un cinquième), gap (plus de {gap_days} jours depuis la liste précédente), partial (un paquet comparé manque)"}

[chart]
kind = "line"
x = "observed_on"
y = "index"
series = "side"
facet = "counted_from"
y_of = {installs = {index = "index", absolute = "downloads_per_day"}}

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Installs a day instead of installs of a window, and nothing compared across a change of what is counted: lists before July 2025 and before November 2024 are stretches of their own."
fr = "Des installations par jour au lieu d'installations d'une fenêtre, et rien de comparé par-delà un changement de ce qui est compté : les listes d'avant juillet 2025 et d'avant novembre 2024 sont des segments à part."

[finding.open]
en = "Installs a day since {since|month}: open runtimes × {open|decimal}, closed clients × {closed|decimal}"
fr = "Installations depuis {since|month} : moteurs × {open|decimal}, clients fermés × {closed|decimal}"
[note.open]
en = "Lists of {since|date} and {as_of|date}, which count alike ({counts|text}), same packages in both. Open: {open_names|text}. Closed: {closed_names|text}. Installs are not people."
fr = "Par jour. Listes du {since|date} et du {as_of|date}, qui comptent de même ({counts|text}), mêmes paquets dans les deux. Ouverts : {open_names|text}. Fermés : {closed_names|text}. Une installation n'est pas une personne."
[finding.closed]
en = "Installs a day since {since|month}: closed clients × {closed|decimal}, open runtimes × {open|decimal}"
fr = "Installations depuis {since|month} : clients fermés × {closed|decimal}, moteurs × {open|decimal}"
[note.closed]
en = "Lists of {since|date} and {as_of|date}, which count alike ({counts|text}), same packages in both. Open: {open_names|text}. Closed: {closed_names|text}. Installs are not people."
fr = "Par jour. Listes du {since|date} et du {as_of|date}, qui comptent de même ({counts|text}), mêmes paquets dans les deux. Ouverts : {open_names|text}. Fermés : {closed_names|text}. Une installation n'est pas une personne."
[finding.thin]
en = "Too few lists that count alike to compare the two sides"
fr = "Trop peu de listes qui comptent de même pour comparer les deux côtés"
---*/
WITH listed AS (
    SELECT source, registry, side, package, observed_on, window_days, counts, counted_from, is_break, downloads, downloads_per_day
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
), stretch AS (
    SELECT source, registry, counted_from, min(observed_on) AS first_on, max(observed_on) AS last_on
    FROM listed SEMI JOIN reach USING (source, registry)
    GROUP BY ALL
), package AS (
    SELECT l.source, l.registry, l.counted_from, l.side, l.package,
        bool_or(l.observed_on = r.first_on) AS at_first,
        bool_or(l.observed_on = r.last_on) AS at_last
    FROM listed l JOIN stretch r USING (source, registry, counted_from)
    GROUP BY ALL
), panel AS (
    SELECT source, registry, counted_from, side,
        list(package ORDER BY package) FILTER (at_first AND at_last) AS packages,
        coalesce(list(package ORDER BY package) FILTER (at_last AND NOT at_first), []) AS packages_entered
    FROM package
    GROUP BY ALL
    HAVING packages IS NOT NULL
), summed AS (
    SELECT l.source, l.registry, l.counted_from, l.observed_on, l.side, p.packages, p.packages_entered,
        any_value(l.window_days) AS window_days, any_value(l.counts) AS counts, bool_or(l.is_break) AS is_break,
        count(*) FILTER (list_contains(p.packages, l.package)) AS present,
        sum(l.downloads) FILTER (list_contains(p.packages, l.package)) AS compared,
        sum(l.downloads_per_day) FILTER (list_contains(p.packages, l.package)) AS compared_per_day,
        sum(l.downloads)::BIGINT AS downloads_listed
    FROM listed l JOIN panel p USING (source, registry, counted_from, side)
    GROUP BY ALL
), figure AS (
    SELECT *, (CASE WHEN present = len(packages) THEN compared END)::BIGINT AS downloads,
        CASE WHEN present = len(packages) THEN compared_per_day END AS downloads_per_day
    FROM summed
)
SELECT
    source, registry, observed_on, side,
    100.0 * downloads_per_day / nullif(first_value(downloads_per_day) OVER alike, 0) AS index,
    downloads_per_day, downloads, downloads_listed, window_days, counts, counted_from, packages, packages_entered,
    nullif(concat_ws(' ',
        CASE WHEN is_break THEN 'break' END,
        CASE WHEN observed_on - lag(observed_on) OVER every > $gap_days THEN 'gap' END,
        CASE WHEN downloads IS NULL THEN 'partial' END), '') AS flags
FROM figure
WINDOW alike AS (PARTITION BY source, registry, side, counted_from ORDER BY observed_on),
    every AS (PARTITION BY source, registry, side ORDER BY observed_on)
ORDER BY source, registry, side, observed_on
-- finding
WITH series AS (
    SELECT source, registry, counted_from FROM result
    GROUP BY ALL HAVING count(DISTINCT side) = 2 AND count(DISTINCT observed_on) > 1
    ORDER BY max(observed_on) DESC, source LIMIT 1
), side AS (
    SELECT side, min(observed_on) AS since, max(observed_on) AS as_of, any_value(counts) AS counts,
        arg_max(index, observed_on) / 100 AS growth, any_value(packages) AS packages
    FROM result SEMI JOIN series USING (source, registry, counted_from)
    GROUP BY side
), pair AS (
    SELECT
        max(growth) FILTER (side = 'open_runtime') AS open,
        max(growth) FILTER (side = 'closed_api') AS closed,
        any_value(packages) FILTER (side = 'open_runtime') AS open_names,
        any_value(packages) FILTER (side = 'closed_api') AS closed_names,
        any_value(counts) AS counts, min(since) AS since, max(as_of) AS as_of
    FROM side
)
SELECT
    CASE WHEN open IS NULL OR closed IS NULL THEN 'thin' WHEN open >= closed THEN 'open' ELSE 'closed' END AS finding_case,
    open, closed, open_names, closed_names, counts, since,
    coalesce(as_of, (SELECT max(observed_on) FROM result)) AS as_of,
    CASE WHEN open IS NULL OR closed IS NULL THEN 'low' ELSE 'medium' END AS confidence
FROM pair
WHERE EXISTS (FROM result)
