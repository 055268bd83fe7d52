/*---
title    = {en = "Whose installs grow faster? Under every definition", fr = "Quelles installations croissent le plus vite ? Selon chaque définition"}
question = {en = "Does the side that grows faster depend on the span, or on one package?", fr = "Le camp qui croît le plus vite dépend-il de la période, ou d'un seul paquet ?"}
unit     = {en = "growth of installs a day of open runtimes over growth of closed-API clients; below 1 the closed side grew more", fr = "croissance des moteurs ouverts sur celle des clients d'API fermées ; sous 1, le camp fermé a crû davantage"}
grain    = "definition"
version  = 2
tables   = ["package_window"]
sources  = "rows"

[formula]
en = "Installs a day of the packages that both ends of a span list. Spans: each stretch of lists that count alike since the page's first day (what is counted changed in November 2024 and July 2025: no span runs across), and the last half-year of the newest. Of each: growth of the sum of each side, the median growth of its packages, and the growth of the sum without the largest package of each side. Figure: open over closed. A definition agrees when the same side grew more as in the sum over the newest stretch."
fr = "Installations par jour des paquets listés aux deux bouts d'une période. Périodes : chaque segment de listes qui comptent de même depuis le premier jour de la page (ce qui est compté a changé en novembre 2024 et en juillet 2025 : aucune période ne passe outre), et le dernier semestre du plus récent. Pour chacune : croissance de la somme de chaque camp, croissance médiane de ses paquets, et croissance de la somme sans le plus gros paquet de chaque camp. Chiffre : ouvert sur fermé. Une définition concorde si le même camp a crû davantage que pour la somme sur le segment le plus récent."

[limits]
en = [
  "Installs are not people: build servers and repeated installs are in them.",
  "A young package grows by much from little: few packages stand for the closed side.",
]
fr = [
  "Les installations ne sont pas des personnes : serveurs de compilation et réinstallations y sont comptés.",
  "Un paquet jeune croît de beaucoup à partir de peu : peu de paquets portent le camp fermé.",
]

[constants]
half_year_months = 6

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

[[changelog]]
version = 2
on = 2026-11-29
en = "Installs a day, and no span across a change of what is counted."
fr = "Des installations par jour, et aucune période par-delà un changement de ce qui est compté."

[finding.closed]
en = "Closed-API clients grow faster under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les clients d'API fermées croissent plus vite selon {holds_in|integer} définitions sur {definitions|integer}"
[finding.open]
en = "Open runtimes grow faster under {holds_in|integer} of {definitions|integer} definitions"
fr = "Les moteurs ouverts croissent plus vite selon {holds_in|integer} définitions sur {definitions|integer}"
---*/
WITH listed AS (
    SELECT source, registry, counted_from, side, package, observed_on, downloads_per_day
    FROM package_window
    WHERE side IN ('open_runtime', 'closed_api') AND downloads > 0 AND observed_on >= $since
), stretch AS (
    SELECT source, registry, counted_from, min(observed_on) AS first_on, max(observed_on) AS last_on FROM listed
    GROUP BY ALL HAVING count(DISTINCT side) = 2 AND first_on < last_on
), series AS (
    SELECT source, registry, max(counted_from) AS newest, max(last_on) AS as_of FROM stretch
    GROUP BY ALL ORDER BY as_of DESC, source LIMIT 1
), span AS (
    SELECT source, registry, counted_from, counted_from::VARCHAR AS name, first_on, last_on, counted_from = newest AS is_newest
    FROM stretch JOIN series USING (source, registry)
    UNION ALL
    SELECT source, registry, counted_from, 'half_year', (SELECT min(observed_on) FROM listed l
        WHERE (l.source, l.registry, l.counted_from) = (s.source, s.registry, s.counted_from)
            AND l.observed_on >= last_on - to_months($half_year_months)), last_on, false
    FROM stretch s JOIN series USING (source, registry)
    WHERE counted_from = newest AND first_on < last_on - to_months($half_year_months)
), pair AS (
    SELECT s.source, s.name, s.is_newest, s.last_on, a.side, a.package, a.downloads_per_day AS before, b.downloads_per_day AS after,
        row_number() OVER (PARTITION BY s.name, a.side ORDER BY b.downloads_per_day DESC, a.package) = 1 AS largest
    FROM span s
    JOIN listed a ON (a.source, a.registry, a.observed_on) = (s.source, s.registry, s.first_on)
    JOIN listed b ON (b.source, b.registry, b.observed_on, b.package) = (s.source, s.registry, s.last_on, a.package)
    WHERE s.first_on < s.last_on
), grown AS (
    SELECT source, name, is_newest, last_on, side, sum(after) / sum(before) AS sum, median(after / before) AS median_package,
        sum(after) FILTER (NOT largest) / sum(before) FILTER (NOT largest) AS without_largest
    FROM pair
    GROUP BY ALL
), judged AS (
    SELECT source, name, last_on, method,
        max(growth) FILTER (side = 'open_runtime') / max(growth) FILTER (side = 'closed_api') AS ratio,
        CASE WHEN ratio >= 1 THEN 'open' ELSE 'closed' END AS verdict,
        is_newest AND method = 'sum' AS chosen
    FROM (UNPIVOT grown ON sum, median_package, without_largest INTO NAME method VALUE growth)
    GROUP BY ALL
    HAVING ratio IS NOT NULL
)
SELECT source, last_on AS snapshot_date, concat_ws(' · ', name, method) AS definition, ratio AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY ratio DESC, definition
-- finding
SELECT any_value(verdict) FILTER (chosen) AS finding_case, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
