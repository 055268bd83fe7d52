/*---
title    = {en = "Whose installs grow faster? Under every definition", fr = "Quelles installations croissent le plus vite ? Selon chaque définition"}
question = {en = "Does the side that grows faster depend on the span, or on one package?", fr = "Le camp qui croît le plus vite dépend-il de la période, ou d'un seul paquet ?"}
unit     = {en = "growth of open runtimes over growth of closed-API clients; below 1 the closed side grew more", fr = "croissance des moteurs ouverts sur celle des clients d'API fermées ; sous 1, le camp fermé a crû davantage"}
grain    = "definition"
version  = 1
tables   = ["package_downloads"]
sources  = "rows"

[formula]
en = "Installs in {window_days} days of the packages that both ends of a span list, from the page's first day and from one, two and three years before the last list: growth of the sum of each side, the median growth of its packages, and the growth of the sum without the largest package of each side. Figure: open over closed. A definition agrees when the same side grew more as in the sum since the page's first day."
fr = "Installations en {window_days} jours des paquets listés aux deux bouts d'une période, depuis le premier jour de la page et depuis un, deux et trois ans avant la dernière liste : croissance de la somme de chaque camp, croissance médiane de ses paquets, et croissance de la somme sans le plus gros paquet de chaque camp. Chiffre : ouvert sur fermé. Une définition concorde si le même camp a crû davantage que pour la somme depuis le premier jour de la page."

[limits]
en = [
  "Installs are not people: build servers and mirrors are in them.",
  "A young package grows by much from little: few packages stand for the closed side.",
]
fr = [
  "Les installations ne sont pas des personnes : serveurs et miroirs y sont comptés.",
  "Un paquet jeune croît de beaucoup à partir de peu : peu de paquets portent le camp fermé.",
]

[constants]
window_days = 30

[parameters.since]

[columns.source]
[columns.snapshot_date]
[columns.definition]
[columns.figure]
unit = "ratio"
[columns.verdict]
[columns.holds]
[columns.chosen]

[chart]
kind = "bar"
x = "definition"
y = "figure"
series = "holds"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.closed]
en = "Closed-API clients grow faster under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les clients d'API fermées croissent plus vite selon {holds_in|integer} définitions sur {definitions|integer}"
[finding.open]
en = "Open runtimes grow faster under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les moteurs ouverts croissent plus vite selon {holds_in|integer} définitions sur {definitions|integer}"
---*/
WITH listed AS (
    SELECT source, registry, side, package, observed_on, downloads
    FROM package_downloads
    WHERE side IN ('open_runtime', 'closed_api') AND window_days = $window_days AND downloads > 0
), series AS (
    SELECT source, registry, max(observed_on) AS last_on FROM listed
    GROUP BY ALL HAVING count(DISTINCT side) = 2 ORDER BY last_on DESC, source LIMIT 1
), span AS (
    SELECT s.*, f.since, (SELECT min(observed_on) FROM listed l WHERE (l.source, l.registry) = (s.source, s.registry) AND observed_on >= f.from_on) AS first_on
    FROM series s, (SELECT 'page' AS since, $since AS from_on UNION ALL
        SELECT 'years_' || years, (SELECT last_on FROM series) - to_years(years) FROM unnest([1, 2, 3]) y(years)) f
), pair AS (
    SELECT s.source, s.since, s.last_on, a.side, a.package, a.downloads AS before, b.downloads AS after,
        row_number() OVER (PARTITION BY s.since, a.side ORDER BY b.downloads DESC, a.package) = 1 AS largest
    FROM span s
    JOIN listed a ON (a.source, a.registry, a.observed_on) = (s.source, s.registry, s.first_on)
    JOIN listed b ON (b.source, b.registry, b.observed_on, b.package) = (s.source, s.registry, s.last_on, a.package)
    WHERE s.first_on < s.last_on
), grown AS (
    SELECT source, since, last_on, side, sum(after) / sum(before) AS sum, median(after / before) AS median_package,
        sum(after) FILTER (NOT largest) / sum(before) FILTER (NOT largest) AS without_largest
    FROM pair
    GROUP BY ALL
), judged AS (
    SELECT source, since, last_on, method,
        max(growth) FILTER (side = 'open_runtime') / max(growth) FILTER (side = 'closed_api') AS ratio,
        CASE WHEN ratio >= 1 THEN 'open' ELSE 'closed' END AS verdict,
        since = 'page' AND method = 'sum' AS chosen
    FROM (UNPIVOT grown ON sum, median_package, without_largest INTO NAME method VALUE growth)
    GROUP BY ALL
    HAVING ratio IS NOT NULL
)
SELECT source, last_on AS snapshot_date, concat_ws(' · ', since, method) AS definition, ratio AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY ratio DESC, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
