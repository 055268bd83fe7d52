/*---
title.en = "Downloads by openness tier"
title.fr = "Téléchargements par degré d'ouverture"
question.en = "Which degree of openness do people download, and is it moving?"
question.fr = "Quel degré d'ouverture télécharge-t-on, et cela bouge-t-il ?"
unit.en = "downloads, last 30 days"
unit.fr = "téléchargements, 30 derniers jours"
grain = "source, snapshot_date, tier"
version = 4
tables = ["mart_adoption", "mart_mover", "mart_swing", "series_run"]
sources = "rows"
formula.en = "For each reading of whole organisations: the sum of the Hub's 30-day counters over the listed models of each tier, as read (raw). Beside it, the same sum over only those models that the previous reading of the source listed too, on both dates; their ratio is the like-for-like change of one step. The sentence multiplies these steps from the last reading after which the models compared always carried at least {coverage_medium} (1 = all) of the newer total, with what models lacking a count had before. A single model is named where the whole series recomputed without it would change the result by {one_model_change} or more (0.01 = 1 %) and by at least half of it. Confidence: high from {readings_high} readings on, if at least {coverage_high} of each newer total is compared; medium with less; low with fewer readings."
formula.fr = "Pour chaque relevé d'organisations entières : la somme des compteurs de 30 jours du Hub sur les modèles listés de chaque degré, telle que lue (brute). À côté, la même somme sur les seuls modèles déjà listés au relevé précédent de la source, aux deux dates ; leur rapport est l'évolution d'une étape à périmètre constant. La phrase multiplie ces étapes depuis le dernier relevé après lequel les modèles comparés portent toujours au moins {coverage_medium} (1 = tout) du total le plus récent, augmenté de ce qu'avaient les modèles dont le compte manque. Un modèle isolé est nommé lorsque toute la série, recalculée sans lui, donnerait un résultat différent d'au moins {one_model_change} (0,01 = 1 %) et d'au moins la moitié. Confiance : élevée à partir de {readings_high} relevés, si au moins {coverage_high} de chaque nouveau total est comparé ; moyenne au-dessous ; faible avec moins de relevés."
limits.en = [
  "A request is not a person: the Hub counts GET and HEAD requests, from build servers as well as from people.",
  "The counter covers the last 30 days: readings of different days overlap and are never added.",
  "Organisations that enter the list raise the raw line for that reason alone; such readings carry the flag break.",
  "A new release adds nothing to the like-for-like change at the reading where it first appears.",
  "The counter of a release younger than 30 days is still filling: the first steps after a release look steeper than they are.",
  "A model whose licence is missing or cannot be resolved counts as unknown, never as open or restricted.",
  "With generative tasks only, models whose task is not known are left out.",
]
limits.fr = [
  "Une requête n'est pas une personne : le Hub compte les requêtes GET et HEAD, celles des serveurs de compilation comme celles des gens.",
  "Le compteur porte sur les 30 derniers jours : les relevés de jours différents se recouvrent et ne s'additionnent jamais.",
  "L'arrivée d'organisations dans la liste suffit à relever la courbe brute ; ces relevés portent la marque break (rupture).",
  "Une nouveauté n'ajoute rien à l'évolution à périmètre constant au relevé où elle apparaît.",
  "Le compteur d'une nouveauté de moins de 30 jours se remplit encore : les premières étapes après une sortie paraissent plus raides qu'elles ne sont.",
  "Un modèle dont la licence manque ou ne peut être identifiée compte comme inconnu, jamais comme ouvert ni comme sous conditions.",
  "Pour les seules tâches génératives, les modèles dont la tâche est inconnue sont laissés de côté.",
]

[constants]
coverage_high = 0.97
coverage_medium = 0.8
readings_high = 3
flat_change = 0.01
one_model_change = 0.05
gap_days = 45

[parameters.tasks]
[parameters.threshold]
[parameters.source]
[parameters.basis]

[columns.source]
[columns.snapshot_date]
[columns.tier]
like = "tier_short"
[columns.side]
[columns.models]
[columns.downloads_30d]
like = "downloads_30d_raw_sum"
[columns.share]
like = "share_tiers"
[columns.common_downloads_30d]
[columns.common_downloads_30d_before]
[columns.uncounted_downloads_30d]
[columns.largest_change_model_id]
[columns.largest_change_before]
[columns.largest_change_after]
[columns.organisations_entered]
[columns.organisations_left]
[columns.flags]
like = "flags_break_gap_stale"

[chart]
kind = "area"
x = "snapshot_date"
y = "downloads_30d"
series = "tier"
facet = "source"
stack = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "The figure without one model is a leave-one-out: the whole series recomputed without it."
fr = "Le chiffre sans un modèle est toute la série recalculée sans lui."

[[changelog]]
version = 3
on = 2026-11-29
en = "Missing counts lower the part compared; the sentence is told of the newest reading that lacks none."
fr = "Les comptes manquants abaissent la part comparée ; la phrase est celle du dernier relevé où il n'en manque pas."

[[changelog]]
version = 4
on = 2026-11-29
en = "Values carried back are called so; a change that turns on a model left out as machine traffic says so, and is of low confidence."
fr = "Les valeurs à périmètre constant sont dites telles ; un écart qui tient à un modèle écarté comme trafic de machines le dit, confiance faible."

[finding.rose]
en = "{total|compact} downloads in 30 days, up {change|percent} like for like"
fr = "{total|compact} téléchargements en 30 jours, +{change|percent} à périmètre constant"
[note.rose]
en = "{top|compact} of them {top_tier|tier}, the largest part. Like for like since {since|date}.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "Dont {top|compact} en {top_tier|tier}, la plus grande part. À périmètre constant depuis le {since|date}.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.fell]
en = "{total|compact} downloads in 30 days, down {change|percent} like for like"
fr = "{total|compact} téléchargements en 30 jours, −{change|percent} à périmètre constant"
[note.fell]
en = "{top|compact} of them {top_tier|tier}, the largest part. Like for like since {since|date}.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "Dont {top|compact} en {top_tier|tier}, la plus grande part. À périmètre constant depuis le {since|date}.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.flat]
en = "{total|compact} downloads in 30 days, level like for like"
fr = "{total|compact} téléchargements en 30 jours, stables à périmètre constant"
[note.flat]
en = "{top|compact} of them {top_tier|tier}, the largest part. Like for like since {since|date}.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "Dont {top|compact} en {top_tier|tier}, la plus grande part. À périmètre constant depuis le {since|date}.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.one_model]
en = "{total|compact} downloads in 30 days; {growth|signed_percent} hangs on one model"
fr = "{total|compact} téléchargements en 30 jours ; {growth|signed_percent}, dus à un seul modèle"
[note.one_model]
en = "{top|compact} of them {top_tier|tier}, the largest part. Like for like since {since|date}. Without {model|text} the whole series gives {growth_without|signed_percent}.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "Dont {top|compact} en {top_tier|tier}, la plus grande part. À périmètre constant depuis le {since|date}. Sans {model|text}, toute la série donne {growth_without|signed_percent}.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.machine]
en = "{total|compact} downloads in 30 days; {growth|signed_percent} hangs on machine traffic"
fr = "{total|compact} téléchargements en 30 jours ; {growth|signed_percent}, dus à des machines"
[note.machine]
en = "{top|compact} of them {top_tier|tier}, the largest part. Like for like since {since|date}. Without {model|text}, machine traffic, the whole series gives {growth_without|signed_percent}.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "Dont {top|compact} en {top_tier|tier}, la plus grande part. À périmètre constant depuis le {since|date}. Sans {model|text}, trafic de machines, toute la série donne {growth_without|signed_percent}.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.one_reading]
en = "{total|compact} downloads in 30 days, {top|compact} of them {top_tier|tier}"
fr = "{total|compact} téléchargements en 30 jours, dont {top|compact} en {top_tier|tier}"
[note.one_reading]
en = "One reading only: nothing earlier can be compared."
fr = "Un seul relevé : rien d'antérieur ne se compare."

[finding.unknown_only]
en = "{total|compact} downloads in 30 days, none of a model whose openness is known"
fr = "{total|compact} téléchargements en 30 jours, aucun d'un modèle dont l'ouverture est connue"

---*/
WITH cell AS (
    SELECT run_id, tier,
        sum(models) AS models,
        sum(downloads_30d) AS downloads_30d,
        sum(uncounted_downloads_30d) AS uncounted_downloads_30d,
        sum(common_downloads_30d) AS common_downloads_30d,
        sum(common_downloads_30d_before) AS common_downloads_30d_before
    FROM mart_adoption
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id, tier
), mover AS (
    SELECT run_id, tier,
        arg_max({'model_id': model_id, 'before': downloads_before, 'after': downloads_after},
            abs(downloads_after - downloads_before)) AS largest
    FROM mart_mover
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id, tier
), run AS (
    SELECT * FROM series_run WHERE $source = 'auto' OR source = $source
), tier_of_source AS ( -- a tier without models on a date is a row of zeros there, so that areas stack
    SELECT DISTINCT r.source, c.tier FROM run r JOIN cell c USING (run_id)
)
SELECT
    r.source,
    r.snapshot_date,
    t.tier,
    CASE WHEN t.tier IS NULL THEN 'unknown'
        WHEN t.tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold) THEN 'open'
        ELSE 'restricted' END AS side,
    coalesce(c.models, 0)::BIGINT AS models,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::BIGINT AS downloads_30d,
    (CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END)::DOUBLE
        / nullif(sum(c.downloads_30d) OVER (PARTITION BY r.run_id), 0) AS share,
    c.common_downloads_30d::BIGINT AS common_downloads_30d,
    c.common_downloads_30d_before::BIGINT AS common_downloads_30d_before,
    coalesce(c.uncounted_downloads_30d, 0)::BIGINT AS uncounted_downloads_30d,
    m.largest.model_id AS largest_change_model_id,
    m.largest.before AS largest_change_before,
    m.largest.after AS largest_change_after,
    r.organisations_entered,
    r.organisations_left,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM run r
JOIN tier_of_source t ON t.source = r.source
LEFT JOIN cell c ON c.run_id = r.run_id AND c.tier IS NOT DISTINCT FROM t.tier
LEFT JOIN mover m ON m.run_id = r.run_id AND m.tier IS NOT DISTINCT FROM t.tier
ORDER BY r.source, r.snapshot_date, t.tier NULLS LAST
-- finding
WITH chosen AS (
    SELECT *, sum(common_downloads_30d) OVER w AS after, sum(common_downloads_30d_before) OVER w AS before
    FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    WINDOW w AS (PARTITION BY snapshot_date)
    QUALIFY snapshot_date <= coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)) OVER (), max(snapshot_date) OVER ())
), reading AS (
    SELECT snapshot_date,
        sum(downloads_30d)::BIGINT AS total,
        arg_max(tier, downloads_30d) FILTER (tier IS NOT NULL AND downloads_30d > 0) AS top_tier,
        max(downloads_30d) FILTER (tier IS NOT NULL) AS top,
        any_value(organisations_entered) AS entered,
        any_value(organisations_left) AS departed,
        any_value(source) AS source,
        any_value(after) AS after,
        any_value(before) AS before,
        any_value(after / nullif(before, 0)) AS ratio,
        any_value(after) / nullif(total + sum(uncounted_downloads_30d), 0) AS coverage
    FROM chosen
    GROUP BY snapshot_date
), start AS ( -- after this reading every step compares enough of the newer total
    SELECT max(snapshot_date) AS since FROM reading WHERE coalesce(coverage, 0) < $coverage_medium OR ratio IS NULL
), swing AS (
    SELECT s.source, s.snapshot_date, s.model_id, s.downloads_before, s.downloads_after, s.excluded
    FROM mart_swing s
    WHERE ($tasks = 'all' OR s.task_scope = $tasks) AND ($basis = 'raw' OR NOT s.excluded)
), jump AS ( -- the whole chain without one model, for the model without which it differs most
    SELECT w.model_id AS model, w.model_id IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        product((r.after - coalesce(s.downloads_after, 0)) / (r.before - coalesce(s.downloads_before, 0))) AS times
    FROM reading r
    JOIN (SELECT DISTINCT source, model_id FROM swing) w ON w.source = r.source
    LEFT JOIN swing s ON s.source = r.source AND s.snapshot_date = r.snapshot_date AND s.model_id = w.model_id
    WHERE r.snapshot_date > (SELECT since FROM start)
    GROUP BY w.model_id
    HAVING bool_and(r.after > coalesce(s.downloads_after, 0) AND r.before > coalesce(s.downloads_before, 0))
    ORDER BY abs(ln(times / (SELECT product(ratio) FROM reading WHERE snapshot_date > (SELECT since FROM start)))) DESC, model
    LIMIT 1
), span AS (
    SELECT product(ratio) - 1 AS growth,
        min(coverage) AS coverage,
        count(*) + 1 AS readings,
        len(list_filter(list_distinct(flatten(list(entered))), lambda o: NOT list_contains(flatten(list(departed)), o)))
            AS entered
    FROM reading WHERE snapshot_date > (SELECT since FROM start)
), judged AS (
    SELECT *, times - 1 AS growth_without FROM span LEFT JOIN jump ON TRUE
)
SELECT
    CASE WHEN top_tier IS NULL THEN 'unknown_only'
        WHEN growth IS NULL THEN 'one_reading'
        WHEN abs(growth - growth_without) >= greatest($one_model_change, abs(growth) / 2)
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN growth >= $flat_change THEN 'rose'
        WHEN growth <= -$flat_change THEN 'fell'
        ELSE 'flat' END AS finding_case,
    top_tier, top, total, abs(growth) AS change, growth, growth_without, model, since, judged.entered,
    snapshot_date AS as_of,
    CASE WHEN growth IS NULL OR readings < $readings_high OR finding_case IN ('one_model', 'machine') THEN 'low'
        WHEN judged.coverage >= $coverage_high THEN 'high'
        ELSE 'medium' END AS confidence,
    CASE WHEN growth IS NULL OR readings < $readings_high THEN 'few_readings'
        WHEN finding_case IN ('one_model', 'machine') THEN 'one_model'
        WHEN judged.coverage < $coverage_high THEN 'partial_coverage' END AS confidence_reason
FROM start, judged, (SELECT * FROM reading ORDER BY snapshot_date DESC LIMIT 1) AS latest
