/*---
title    = {en = "What a number from installs leaves out", fr = "Ce qu'un chiffre tiré des installations laisse de côté"}
question = {en = "Which packages are not in the number, and why?", fr = "Quels paquets ne sont pas dans le chiffre, et pourquoi ?"}
unit     = {en = "what is left out, by reason", fr = "ce qui est laissé de côté, par raison"}
grain    = "source, why"
version  = 2
tables   = ["package_window"]
sources  = "rows"

[formula]
en = "On the last list of each registry: packages of neither side (other_side), packages of a side that the first list counted like it since the card's first day does not hold (entered: growth is measured on packages of both ends), and packages without a count (no_counter)."
fr = "Sur la dernière liste de chaque registre : paquets d'aucun camp (other_side), paquets d'un camp absents de la première liste comptée de même depuis le premier jour de la carte (entered : la croissance se mesure sur les paquets des deux bouts), et paquets sans décompte (no_counter)."

[limits]
en = ["Packages that the registry of this site does not name are nowhere here."]
fr = ["Les paquets que le registre de ce site ne nomme pas ne sont nulle part ici."]

[parameters.since]

[columns.source]
[columns.snapshot_date]

[columns.why]
like = "left_out_why"
[columns.what]
like = "left_out_what"
[columns.number]
like = "left_out_number"
[columns.amount]
like = "left_out_amount"
[columns.share]
like = "left_out_share"
[columns.largest]
like = "left_out_largest"

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "The first list is the first one that counts like the last; daily counts are taken in blocks of 30 days, as the figure does."
fr = "La première liste est la première qui compte comme la dernière ; les comptes journaliers sont pris par blocs de 30 jours, comme le chiffre."

[finding.some]
en = "Outside this number: {number|integer} packages with {amount|compact} installs"
fr = "Hors de ce chiffre : {number|integer} paquets totalisant {amount|compact} installations"
---*/
WITH last AS (
    SELECT *, max(observed_on) OVER (PARTITION BY source, registry) AS last_on,
        min(observed_on) FILTER (observed_on >= $since) OVER (PARTITION BY source, registry, counted_from) AS first_on
    FROM package_window
), judged AS (
    SELECT p.*, sum(p.downloads) OVER (PARTITION BY p.source, p.registry) AS total,
        CASE WHEN p.downloads IS NULL THEN 'no_counter' WHEN p.side = 'other' THEN 'other_side'
            WHEN f.package IS NULL THEN 'entered' END AS why
    FROM last p
    LEFT JOIN package_window f ON (f.source, f.registry, f.package, f.observed_on) = (p.source, p.registry, p.package, p.first_on)
    WHERE p.observed_on = p.last_on
)
SELECT source, last_on AS snapshot_date, why, 'packages' AS what, count(*) AS number, sum(downloads)::BIGINT AS amount,
    sum(downloads) / nullif(any_value(total), 0) AS share, list(package ORDER BY downloads DESC NULLS LAST, package)[:5] AS largest
FROM judged
WHERE why IS NOT NULL
GROUP BY source, registry, last_on, why
ORDER BY last_on DESC, source, amount DESC NULLS LAST, why
-- finding
SELECT 'some' AS finding_case, sum(number) AS number, coalesce(sum(amount), 0) AS amount, max(snapshot_date) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
