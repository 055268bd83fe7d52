/*---
title = {en = "Countries of origin over time", fr = "Pays d'origine au fil du temps"}
question = {en = "Which countries gain and which lose, on the same models?", fr = "Quels pays gagnent, lesquels perdent, à périmètre constant ?"}
unit = {en = "share of downloads, last 30 days", fr = "part des téléchargements, 30 derniers jours"}
grain = "source, snapshot_date, origin"
version = 4
tables = ["mart_country_rule", "mart_mover", "series_run"]
sources = "rows"

[formula]
en = "For each reading of whole organisations: the share of each of the {shown} largest origins of the last reading in all downloads, as read (drawn); the others are one line. Beside it the share like for like: each origin's last total that lacks no counts is carried step by step by the ratio of the models that both readings list, from the last reading after which these models always carried at least {coverage_medium} (1 = all) of the newer total, with what models lacking a count had before; origins without such a chain are left out of that share. A single model is named where its jump at one reading is {one_model} or more of that reading's total. Rules: the head office of the lab that publishes; of the lab of the root base (several bases in equal parts; a model that names no base counts for its publisher); of the publisher's parent company (the lab itself where it has none); or the country of its founders, where the registry tells another than the head office's. The totals are equal under all four."
fr = "Pour chaque relevé d'organisations entières : part de chacune des {shown} premières origines du dernier relevé dans tous les téléchargements, telle que lue (tracée) ; les autres font une seule courbe. À côté, la part à périmètre constant : le dernier total de chaque origine auquel aucun compte ne manque est porté d'étape en étape par le rapport des modèles listés aux deux relevés, depuis le dernier relevé après lequel ces modèles portent toujours au moins {coverage_medium} (1 = tout) du total le plus récent, augmenté de ce qu'avaient les modèles dont le compte manque ; les origines sans une telle chaîne sont laissées hors de cette part. Un modèle isolé est nommé si son à-coup à un relevé atteint {one_model} du total de ce relevé. Règles : le siège du laboratoire qui publie ; celui du laboratoire de la base d'origine (plusieurs bases à parts égales ; un modèle sans base déclarée compte pour son éditeur) ; celui de la maison mère de l'éditeur (le laboratoire lui-même s'il n'en a pas) ; ou le pays de ses fondateurs, si le registre en dit un autre que celui du siège. Les totaux sont égaux dans les quatre cas."

[limits]
en = [
  "The origin of models is not the location of their users: the Hub does not say where a download comes from.",
  "Head offices are those of the registry today, each with its source; a lab that moved or was bought counts where it is now at every reading.",
  "The source lists chosen organisations, not the whole Hub: a country whose labs are not on the list is not zero, it is not measured.",
  "Raw shares of two dates are not comparable where organisations entered in between: such readings carry the flag break.",
  "The like-for-like share ignores what new models add at the reading where they first appear.",
]
fr = [
  "L'origine des modèles n'est pas le lieu de leurs utilisateurs : le Hub ne dit pas d'où vient un téléchargement.",
  "Les sièges sont ceux du registre aujourd'hui, chacun avec sa source ; un laboratoire déménagé ou racheté compte à tous les relevés là où il est maintenant.",
  "La source liste des organisations choisies, non tout le Hub : un pays dont les laboratoires n'y figurent pas n'est pas à zéro, il n'est pas mesuré.",
  "Les parts brutes de deux dates ne se comparent pas si des organisations sont entrées entre-temps : ces relevés portent la marque break.",
  "La part à périmètre constant ignore l'apport des nouveautés au relevé où elles apparaissent.",
]

[constants]
shown = 6
coverage_medium = 0.8
readings_high = 3
flat_change = 0.01
one_model = 0.05
gap_days = 45

[parameters.rule]
[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.origin]
meaning = {en = "Country, or why there is none: unaffiliated (no lab of the registry), spread (several countries, or head office not known), base_missing (derived, but no base named); other = all other countries", fr = "Pays, ou pourquoi il n'y en a pas : unaffiliated (aucun laboratoire du registre), spread (plusieurs pays, ou siège inconnu), base_missing (dérivé, mais sans base déclarée) ; other = tous les autres pays"}

[columns.models]
like = "models_parts"
[columns.downloads_30d]
like = "downloads_30d_sum"
[columns.share]

[columns.share_like_for_like]
type = "number"
unit = "share"
label = {en = "Share, like for like", fr = "Part, à périmètre constant"}
meaning = {en = "Share among the origins that can be followed on the same models to the last reading", fr = "Part parmi les origines que l'on peut suivre à périmètre constant jusqu'au dernier relevé"}
[columns.common_downloads_30d]
type = "number"
unit = "downloads"
label = {en = "Same models, now", fr = "Mêmes modèles, maintenant"}
meaning = {en = "Downloads of the models that the previous reading listed too", fr = "Téléchargements des modèles déjà listés au relevé précédent"}
[columns.common_downloads_30d_before]
type = "number"
unit = "downloads"
label = {en = "Same models, before", fr = "Mêmes modèles, avant"}
meaning = {en = "Downloads of those same models at the previous reading", fr = "Téléchargements de ces mêmes modèles au relevé précédent"}
[columns.organisations_entered]
type = "list"
label = {en = "Organisations entered", fr = "Organisations entrées"}
meaning = {en = "Namespaces of labs that the previous reading did not list", fr = "Espaces de laboratoires que le relevé précédent ne listait pas"}

[columns.flags]
like = "flags_break_stale_gap"

[chart]
kind = "line"
x = "snapshot_date"
y = "share"
series = "origin"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Missing counts lower the part compared and move no earlier share; the sentence is told of the newest reading that lacks none."
fr = "Les comptes manquants abaissent la part comparée et ne déplacent aucune part antérieure ; la phrase est celle du dernier relevé où il n'en manque pas."

[[changelog]]
version = 3
on = 2026-11-29
en = "Values carried back are called so; a change that turns on a model left out as machine traffic says so, and is of low confidence."
fr = "Les valeurs à périmètre constant sont dites telles ; un écart qui tient à un modèle écarté comme trafic de machines le dit, confiance faible."

[[changelog]]
version = 4
on = 2026-11-30
en = "The title prints the share that the line draws; the share on the same models stands beside it."
fr = "Le titre donne la part que trace la courbe ; la part à périmètre constant est dite à côté."

[finding.rose]
en = "{country|country}: {listed|percent} of downloads, {moved|signed_points} like for like"
fr = "{country|country} : {listed|percent} des téléchargements, {moved|signed_points} à périmètre constant"
[note.rose]
en = "As listed: {measured|percent} on {since|date}. On the same models, carried back to that day: {before|percent}, now {after|percent} of the origins that can be followed. The lines are as read.[ Organisations that joined the list since move every share by that alone: {entered|integer}.]"
fr = "Telle que listée : {measured|percent} le {since|date}. À périmètre constant, ramenée à ce jour : {before|percent}, contre {after|percent} au dernier relevé, parmi les origines que l'on peut suivre. Les courbes sont telles que lues.[ Organisations entrées dans la liste depuis, ce qui suffit à déplacer toutes les parts : {entered|integer}.]"
[finding.one_model]
en = "{country|country}: {listed|percent} of downloads; one model weighs on it"
fr = "{country|country} : {listed|percent} des téléchargements ; un modèle y pèse"
[note.one_model]
en = "As listed: {measured|percent} on {since|date}. On the same models, carried back to that day: {before|percent}, now {after|percent} of the origins that can be followed. {model|text} alone went from {model_before|compact} to {model_after|compact} at one reading. The lines are as read.[ Organisations that joined the list since move every share by that alone: {entered|integer}.]"
fr = "Telle que listée : {measured|percent} le {since|date}. À périmètre constant, ramenée à ce jour : {before|percent}, contre {after|percent} au dernier relevé, parmi les origines que l'on peut suivre. {model|text} passe à lui seul de {model_before|compact} à {model_after|compact} en un relevé. Les courbes sont telles que lues.[ Organisations entrées dans la liste depuis, ce qui suffit à déplacer toutes les parts : {entered|integer}.]"
[finding.machine]
en = "{country|country}: {listed|percent} of downloads; machine traffic weighs on it"
fr = "{country|country} : {listed|percent} des téléchargements ; des machines y pèsent"
[note.machine]
en = "As listed: {measured|percent} on {since|date}. On the same models, carried back to that day: {before|percent}, now {after|percent} of the origins that can be followed. {model|text}, machine traffic, went from {model_before|compact} to {model_after|compact} at one reading. The lines are as read.[ Organisations that joined the list since move every share by that alone: {entered|integer}.]"
fr = "Telle que listée : {measured|percent} le {since|date}. À périmètre constant, ramenée à ce jour : {before|percent}, contre {after|percent} au dernier relevé, parmi les origines que l'on peut suivre. {model|text}, trafic de machines, passe de {model_before|compact} à {model_after|compact} en un relevé. Les courbes sont telles que lues.[ Organisations entrées dans la liste depuis, ce qui suffit à déplacer toutes les parts : {entered|integer}.]"

[finding.flat]
en = "No country's share of downloads moved by a point, like for like"
fr = "Aucune part de pays n'a bougé d'un point, à périmètre constant"
[note.flat]
en = "Like for like since {since|date}. The lines are as read.[ Organisations that joined the list since move every share by that alone: {entered|integer}.]"
fr = "À périmètre constant depuis le {since|date}. Les courbes sont telles que lues.[ Organisations entrées dans la liste depuis, ce qui suffit à déplacer toutes les parts : {entered|integer}.]"
[finding.thin]
en = "Too few readings to say which countries gain"
fr = "Trop peu de relevés pour dire quels pays gagnent"
---*/
WITH run AS MATERIALIZED (
    SELECT * FROM series_run WHERE $source = 'auto' OR source = $source
), total AS (
    SELECT r.source, r.snapshot_date, r.run_id, c.origin, c.country,
        sum(c.models) AS models,
        sum(c.downloads_30d) AS downloads_30d,
        sum(c.uncounted_downloads_30d) AS uncounted,
        sum(c.common_downloads_30d) AS after,
        sum(c.common_downloads_30d_before) AS before
    FROM run r JOIN mart_country_rule c USING (run_id)
    WHERE c.rule = $rule AND ($tasks = 'all' OR c.task_scope = $tasks) AND ($basis = 'raw' OR NOT c.excluded)
    GROUP BY ALL
), shown AS (
    SELECT source, origin FROM total
    WHERE country IS NOT NULL
        AND (source, snapshot_date) IN (SELECT (source, max(snapshot_date)) FROM run GROUP BY source)
    QUALIFY row_number() OVER (PARTITION BY source ORDER BY downloads_30d DESC NULLS LAST, origin) <= $shown
), cell AS (
    SELECT t.source, t.run_id, t.snapshot_date,
        CASE WHEN t.country IS NULL OR s.origin IS NOT NULL THEN t.origin ELSE 'other' END AS origin,
        sum(t.models) AS models, sum(t.downloads_30d) AS downloads_30d,
        sum(t.uncounted) AS uncounted, sum(t.after) AS after, sum(t.before) AS before
    FROM total t LEFT JOIN shown s ON s.source = t.source AND s.origin = t.origin
    GROUP BY ALL
), present AS (
    SELECT source, origin, min(snapshot_date) AS first_on FROM cell GROUP BY source, origin
), grid AS ( -- from its first reading on: a reading without a model of the origin is a share of 0, not a gap
    SELECT r.source, r.run_id, r.snapshot_date, p.origin, p.first_on,
        coalesce(c.models, 0) AS models,
        CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END AS downloads_30d,
        coalesce(c.uncounted, 0) AS uncounted, c.after, c.before, coalesce(r.flags LIKE '%partial%', FALSE) AS partial
    FROM present p
    JOIN run r ON r.source = p.source AND r.snapshot_date >= p.first_on
    LEFT JOIN cell c ON c.run_id = r.run_id AND c.origin = p.origin
), start AS ( -- after this reading every step compares enough of the newer total
    SELECT source,
        coalesce(max(snapshot_date) FILTER (coalesce(coverage, 0) < $coverage_medium), min(snapshot_date)) AS since
    FROM (
        SELECT source, snapshot_date, sum(after) / nullif(sum(downloads_30d + uncounted), 0) AS coverage
        FROM grid GROUP BY source, snapshot_date
    )
    GROUP BY source
), carried AS ( -- from the newest sum that lacks no counts
    SELECT g.*, s.since,
        arg_max(g.downloads_30d / g.grown, g.snapshot_date) FILTER (NOT g.partial) OVER whole * g.grown AS volume,
        count(*) FILTER (g.snapshot_date > s.since AND (coalesce(g.after, 0) = 0 OR coalesce(g.before, 0) = 0)) OVER whole
            AS holes
    FROM (
        SELECT *, coalesce(product(after / before) FILTER (after > 0 AND before > 0) OVER (PARTITION BY source, origin ORDER BY snapshot_date), 1) AS grown
        FROM grid
    ) g JOIN start s USING (source)
    WINDOW whole AS (PARTITION BY g.source, g.origin)
), followed AS (
    SELECT *, CASE WHEN holes = 0 AND first_on <= since AND snapshot_date >= since THEN volume END AS followed_volume
    FROM carried
)
SELECT
    f.source,
    f.snapshot_date,
    f.origin,
    f.models,
    f.downloads_30d,
    f.downloads_30d / nullif(sum(f.downloads_30d) OVER (PARTITION BY f.run_id), 0) AS share,
    f.followed_volume / nullif(sum(f.followed_volume) OVER (PARTITION BY f.run_id), 0) AS share_like_for_like,
    f.after AS common_downloads_30d,
    f.before AS common_downloads_30d_before,
    r.organisations_entered,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM followed f
JOIN run r USING (run_id)
ORDER BY f.source, length(f.origin) <> 2, last_value(f.downloads_30d) OVER (
    PARTITION BY f.source, f.origin ORDER BY f.snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
) DESC NULLS LAST, f.origin, f.snapshot_date
-- finding
WITH chosen AS (
    SELECT *, sum(downloads_30d) OVER (PARTITION BY snapshot_date) AS total
    FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    QUALIFY snapshot_date <= coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)) OVER (), max(snapshot_date) OVER ())
), span AS (
    SELECT min(snapshot_date) FILTER (share_like_for_like IS NOT NULL) AS since, max(snapshot_date) AS as_of,
        count(DISTINCT snapshot_date) FILTER (share_like_for_like IS NOT NULL) AS readings
    FROM chosen
), moved AS (
    SELECT origin, max(share_like_for_like) FILTER (snapshot_date = since) AS before,
        max(share_like_for_like) FILTER (snapshot_date = as_of) AS after,
        max(share) FILTER (snapshot_date = since) AS measured,
        max(share) FILTER (snapshot_date = as_of) AS listed
    FROM chosen, span WHERE length(origin) = 2
    GROUP BY origin
    HAVING before IS NOT NULL AND after IS NOT NULL
    ORDER BY abs(after - before) DESC, after DESC, origin LIMIT 1
), jump AS (
    SELECT m.model_id AS model, m.downloads_before AS model_before, m.downloads_after AS model_after, m.excluded AS machine
    FROM mart_mover m
    JOIN (SELECT DISTINCT source, snapshot_date, total FROM chosen) c USING (source, snapshot_date), span
    WHERE m.snapshot_date > since AND ($tasks = 'all' OR m.task_scope = $tasks) AND ($basis = 'raw' OR NOT m.excluded)
        AND abs(m.downloads_after - m.downloads_before) >= $one_model * c.total
    ORDER BY abs(m.downloads_after - m.downloads_before) / c.total DESC, m.model_id LIMIT 1
), entered AS (
    SELECT len(list_distinct(flatten(list(organisations_entered)))) AS entered FROM chosen, span WHERE snapshot_date > since
)
SELECT
    CASE WHEN since IS NULL OR since = as_of OR origin IS NULL THEN 'thin'
        WHEN abs(after - before) < $flat_change THEN 'flat'
        WHEN machine THEN 'machine'
        WHEN model IS NOT NULL THEN 'one_model'
        ELSE 'rose' END AS finding_case,
    origin AS country, before, after, after - before AS moved, measured, listed, since, coalesce(entered, 0) AS entered, model, model_before, model_after, as_of,
    CASE WHEN readings < $readings_high OR model IS NOT NULL THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN readings < $readings_high THEN 'few_readings' WHEN model IS NOT NULL THEN 'one_model' ELSE 'chosen_list' END
        AS confidence_reason
FROM span LEFT JOIN moved ON TRUE LEFT JOIN jump ON TRUE LEFT JOIN entered ON TRUE
WHERE as_of IS NOT NULL
