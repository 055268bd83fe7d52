/*---
title = {en = "Several witnesses, side by side", fr = "Plusieurs témoins, côte à côte"}
question = {en = "What do sources that each see one side say together?", fr = "Que disent ensemble des sources qui ne voient chacune qu'un côté ?"}
unit = {en = "index, 100 at the start of each line", fr = "indice, 100 au début de chaque courbe"}
grain = "index_name, source, scale, observed_on"
version = 3
tables = ["mart_adoption", "series_run", "package_window", "mart_offer", "board_best", "mart_yardstick", "routed"]
sources = "rows"

[formula]
en = "Each line is 100 at its first reading on or after the chosen start. Hub: 30-day downloads of models of the tasks chosen at tier 2 or above, chained like for like over the models of two successive readings. Installs: installs a day of the packages of a side present on every list of a stretch that counts the same, each stretch from its own start. Routed tokens: part of the tokens of a day that OpenRouter passed on to open weights, what is unknown counted as closed. Releases: hosted models of each side released in the three months to the date, by quarter, complete quarters only. Board: part of the comparisons that the best open model would win against the best closed one, 1 / (1 + 10^(points / {elo_spread})), each scale from its own start. The sentence counts, of each witness, the newest line of at least {span_least} days. The lines are never added and never averaged."
fr = "Chaque courbe vaut 100 à son premier relevé à partir du début choisi. Hub : téléchargements sur 30 jours des modèles des tâches choisies, de degré 2 ou plus, chaînés à périmètre constant entre deux relevés. Installations : installations par jour des paquets d'un côté présents à toutes les listes d'un segment compté de même, chaque segment depuis son propre début. Jetons routés : part des jetons d'un jour qu'OpenRouter a passés à des poids ouverts, l'inconnu compté comme fermé. Sorties : modèles hébergés de chaque côté sortis dans le trimestre, trimestres complets seulement. Tableau : part des comparaisons que le meilleur modèle ouvert gagnerait contre le meilleur fermé, 1 / (1 + 10^(points / {elo_spread})), chaque échelle depuis son propre début. La phrase compte, de chaque témoin, la courbe la plus récente d'au moins {span_least} jours. Les courbes ne sont jamais additionnées ni moyennées."

[limits]
en = [
  "An index compares a line with its own start, not with another line: 200 beside 150 does not mean more.",
  "Each source has its blind spot, given with it in words.",
  "The start decides the height of every line: move it.",
  "The lines do not end on the same day, and the board's scales do not begin on the same one: each panel gives its own span.",
]
fr = [
  "Un indice compare une courbe à son propre début, non à une autre : 200 à côté de 150 ne veut pas dire davantage.",
  "Chaque source a son angle mort, donné avec elle en mots.",
  "Le début décide de la hauteur de chaque courbe : déplacez-le.",
  "Les courbes ne finissent pas le même jour, et les échelles du tableau ne commencent pas le même jour : chaque cadre donne sa durée.",
]

[constants]
elo_spread = 400
open_from_tier = 2
gap_days = 120
span_least = 180

[parameters.tasks]

[parameters.basis]

[parameters.since]
type = "date"
default = 2025-01-01
label = {en = "From", fr = "À partir de"}

[columns.source]
like = "source_figures"

[columns.index_name]
type = "text"
label = {en = "Witness", fr = "Témoin"}
meaning = {en = "What is counted", fr = "Ce qui est compté"}
[columns.scale]
type = "text"
label = {en = "Scale", fr = "Échelle"}
meaning = {en = "Scale of a board, or first list of a stretch of installs counted the same; empty elsewhere", fr = "Échelle d'un tableau, ou première liste d'un segment d'installations comptées de même ; vide ailleurs"}

[columns.observed_on]

[columns.index]
type = "number"
unit = "index"
label = {en = "Index", fr = "Indice"}
meaning = {en = "100 at the base", fr = "100 à la base"}
[columns.value]
type = "number"
label = {en = "Value", fr = "Valeur"}
meaning = {en = "What is indexed, in its own unit", fr = "Ce qui est indexé, dans son unité"}
[columns.base_on]
type = "date"
label = {en = "Base", fr = "Base"}
meaning = {en = "Day at which the line is 100", fr = "Jour où la courbe vaut 100"}
[columns.blind_spot_en]
type = "text"
label = {en = "Blind spot", fr = "Angle mort (anglais)"}
meaning = {en = "What this source does not see, English", fr = "Ce que cette source ne voit pas, en anglais"}
[columns.blind_spot_fr]
type = "text"
label = {en = "Blind spot (French)", fr = "Angle mort"}
meaning = {en = "What this source does not see, French", fr = "Ce que cette source ne voit pas, en français"}
[columns.flags]
meaning = {en = "gap: more than {gap_days} days since the reading before", fr = "gap : plus de {gap_days} jours depuis le relevé précédent"}

[chart]
kind = "multiples"
x = "observed_on"
y = "index"
series = "index_name"
facet = "scale"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "The sentence counts lines of at least 180 days, and each panel gives its own span; one logarithmic axis for all."
fr = "La phrase compte les courbes d'au moins 180 jours, et chaque cadre donne sa durée ; un même axe logarithmique pour tous."

[[changelog]]
version = 3
on = 2026-11-29
en = "Routed tokens join as a witness; installs a day, each stretch that counts the same from its own start; all begins on 1 January 2025, after what the list of packages counts had changed."
fr = "Les jetons routés deviennent un témoin ; des installations par jour, chaque segment compté de même depuis son propre début ; tout commence au 1er janvier 2025, après le changement de ce que compte la liste des paquets."

[finding.closed_clients]
en = "{rising|integer} of {lines|integer} witnesses rose, installs of closed-API clients most: × {steepest_times|decimal}"
fr = "{rising|integer} témoins sur {lines|integer} ont monté, surtout les clients d'API fermées : × {steepest_times|decimal}"
[note.closed_clients]
en = "That one from {base_on|month} to {until|month}. Each witness over its own span, given with it: the shortest has {shortest|integer} days, the first ends in {ends|month}. Lines are never added, and none sees both sides."
fr = "Celui-ci entre {base_on|month} et {until|month}. Chaque témoin sur sa propre durée, donnée avec lui : la plus courte compte {shortest|integer} jours, la première s'arrête en {ends|month}. Les courbes ne s'additionnent jamais, et aucune ne voit les deux côtés."
[finding.open_runtimes]
en = "{rising|integer} of {lines|integer} witnesses rose, installs of open runtimes most: × {steepest_times|decimal}"
fr = "{rising|integer} témoins sur {lines|integer} ont monté, surtout les moteurs ouverts : × {steepest_times|decimal}"
[note.open_runtimes]
en = "That one from {base_on|month} to {until|month}. Each witness over its own span, given with it: the shortest has {shortest|integer} days, the first ends in {ends|month}. Lines are never added, and none sees both sides."
fr = "Celui-ci entre {base_on|month} et {until|month}. Chaque témoin sur sa propre durée, donnée avec lui : la plus courte compte {shortest|integer} jours, la première s'arrête en {ends|month}. Les courbes ne s'additionnent jamais, et aucune ne voit les deux côtés."
[finding.other]
en = "{rising|integer} of {lines|integer} witnesses rose; the steepest: × {steepest_times|decimal}"
fr = "{rising|integer} témoins sur {lines|integer} ont monté ; le plus raide : × {steepest_times|decimal}"
[note.other]
en = "That one from {base_on|month} to {until|month}. Each witness over its own span, given with it: the shortest has {shortest|integer} days, the first ends in {ends|month}. Lines are never added, and none sees both sides."
fr = "Celui-ci entre {base_on|month} et {until|month}. Chaque témoin sur sa propre durée, donnée avec lui : la plus courte compte {shortest|integer} jours, la première s'arrête en {ends|month}. Les courbes ne s'additionnent jamais, et aucune ne voit les deux côtés."
[finding.thin]
en = "No witness is read over {span_least|integer} days: too short to say"
fr = "Aucun témoin n'est suivi sur {span_least|integer} jours : trop court pour conclure"
---*/
WITH hub AS (
    SELECT r.source, r.snapshot_date,
        sum(a.common_downloads_30d) AS after, sum(a.common_downloads_30d_before) AS before,
        row_number() OVER (PARTITION BY r.source ORDER BY r.snapshot_date) AS place
    FROM series_run r JOIN mart_adoption a USING (run_id)
    WHERE a.tier >= $open_from_tier AND ($tasks = 'all' OR a.task_scope = $tasks) AND r.snapshot_date >= $since AND ($basis = 'raw' OR NOT a.excluded)
    GROUP BY r.source, r.snapshot_date
), listed AS (
    SELECT source, registry, counted_from, side, package, observed_on, downloads_per_day FROM package_window
    WHERE observed_on >= $since AND side IN ('open_runtime', 'closed_api') AND downloads IS NOT NULL
), steady AS (
    SELECT l.source, l.registry, l.counted_from, l.package
    FROM listed l JOIN (
        SELECT source, registry, counted_from, count(DISTINCT observed_on) AS lists FROM listed GROUP BY ALL
    ) USING (source, registry, counted_from)
    GROUP BY l.source, l.registry, l.counted_from, l.package
    HAVING count(*) = max(lists)
), catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
), quarter AS (
    SELECT array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+') AS source, open_weights, date_trunc('quarter', released_on)::DATE AS quarter, count(*) AS models
    FROM catalogue
    WHERE open_weights IS NOT NULL AND released_on >= date_trunc('quarter', $since::DATE)
        AND date_trunc('quarter', released_on) + INTERVAL 3 MONTH <= (SELECT max(as_of) FROM catalogue)
    GROUP BY open_weights, quarter
), line AS (
    SELECT 'hub_open' AS index_name, source, NULL AS scale, snapshot_date AS observed_on,
        exp(sum(CASE WHEN place = 1 THEN 0 ELSE ln(after / before) END) OVER (PARTITION BY source ORDER BY snapshot_date)) AS value
    FROM hub
    UNION ALL
    SELECT CASE side WHEN 'open_runtime' THEN 'installs_open' ELSE 'installs_closed' END, source, concat_ws(' · ', nullif(registry, source), counted_from::VARCHAR), observed_on,
        sum(downloads_per_day)
    FROM listed SEMI JOIN steady USING (source, registry, counted_from, package)
    GROUP BY source, registry, counted_from, side, observed_on
    UNION ALL
    SELECT 'router_open', source, NULL, observed_on, coalesce(sum(total_tokens) FILTER (side = 'open'), 0) / sum(total_tokens)
    FROM routed
    WHERE observed_on >= $since
    GROUP BY source, observed_on
    UNION ALL
    SELECT CASE WHEN open_weights THEN 'releases_open' ELSE 'releases_closed' END,
        (SELECT array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+') FROM quarter), NULL, quarter, models
    FROM quarter
    UNION ALL
    SELECT 'board_open', source, scale, as_of,
        1 / (1 + 10 ** ((max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open')) / $elo_spread))
    FROM board_best
    WHERE as_of >= $since AND CASE WHEN EXISTS (FROM mart_yardstick WHERE preference = 0)
        THEN scale IN (SELECT yardstick FROM mart_yardstick WHERE preference = 0)
        ELSE scale IN ('elo-online', 'bradley-terry') OR starts_with(scale, 'arena-') END
    GROUP BY source, scale, as_of
)
SELECT source, index_name, scale, observed_on,
    100 * value / first_value(value) OVER w AS index, value, first_value(observed_on) OVER w AS base_on,
    CASE index_name WHEN 'hub_open' THEN 'Sees downloads of open weights only: closed models are not on the Hub, and a request is not a person.' WHEN 'installs_open' THEN 'Counts installs by build servers, not use; the packages also run tasks without a closed rival.' WHEN 'installs_closed' THEN 'Clients of closed APIs also speak to open models; calls made without a client are not seen.' WHEN 'releases_open' THEN 'A catalogue, not a census: open models are in it only if somebody tracked them.' WHEN 'releases_closed' THEN 'Counts names: versions of one product count each.' WHEN 'board_open' THEN 'Votes on chat answers to published models; capability on offer, not use.' WHEN 'router_open' THEN 'One router, used by price-sensitive developers; tokens of different tokenizers; nothing that runs on one''s own machines or is called at its maker''s.' END AS blind_spot_en,
    CASE index_name WHEN 'hub_open' THEN 'Ne voit que les poids ouverts : les modèles fermés ne sont pas au Hub, et une requête n''est pas une personne.' WHEN 'installs_open' THEN 'Compte des installations de serveurs, non l''usage ; ces paquets servent aussi des tâches sans rival fermé.' WHEN 'installs_closed' THEN 'Ces clients parlent aussi à des modèles ouverts ; les appels faits sans client ne se voient pas.' WHEN 'releases_open' THEN 'Un catalogue, non un recensement : un modèle ouvert n''y est que si quelqu''un l''a suivi.' WHEN 'releases_closed' THEN 'Compte des noms : chaque version d''un produit compte.' WHEN 'board_open' THEN 'Votes sur des réponses de modèles publiés ; la capacité offerte, non l''usage.' WHEN 'router_open' THEN 'Un seul routeur, celui de développeurs attentifs au prix ; jetons de découpages différents ; rien de ce qui tourne chez soi ou s''appelle chez l''éditeur.' END AS blind_spot_fr,
    CASE WHEN observed_on - lag(observed_on) OVER w > $gap_days THEN 'gap' END AS flags
FROM line
WHERE value IS NOT NULL
WINDOW w AS (PARTITION BY index_name, source, scale ORDER BY observed_on)
ORDER BY list_position(['hub_open', 'installs_open', 'installs_closed', 'router_open', 'board_open', 'releases_open', 'releases_closed'], index_name),
    source, scale, observed_on
-- finding
WITH line AS (
    SELECT index_name, source, scale, arg_max(index, observed_on) / 100 AS times, min(base_on) AS base_on, max(observed_on) AS until,
        until - min(base_on) AS days
    FROM result
    GROUP BY ALL
), witness AS ( -- of a witness with several lines the newest that is long enough, of these the longest
    SELECT * FROM line WHERE days >= $span_least
    QUALIFY row_number() OVER (PARTITION BY index_name ORDER BY until DESC, base_on, source, scale) = 1
)
SELECT CASE WHEN count(*) = 0 THEN 'thin' ELSE
        CASE arg_max(index_name, times) WHEN 'installs_closed' THEN 'closed_clients' WHEN 'installs_open' THEN 'open_runtimes'
        ELSE 'other' END END AS finding_case,
    count(*) FILTER (times > 1) AS rising, count(*) AS lines,
    round(max(times), 1) AS steepest_times,
    arg_max(base_on, times) AS base_on, arg_max(until, times) AS until, min(days) AS shortest, min(until) AS ends,
    $span_least AS span_least, coalesce(max(until), (SELECT max(observed_on) FROM result)) AS as_of, 'medium' AS confidence
FROM witness
HAVING EXISTS (FROM result)
