/*---
title.en = "Open share of downloads"
title.fr = "Part ouverte des téléchargements"
question.en = "Is openness gaining among the models that people download?"
question.fr = "L'ouverture gagne-t-elle du terrain parmi les modèles téléchargés ?"
unit.en = "share of 30-day downloads"
unit.fr = "part des téléchargements sur 30 jours"
grain = "line, snapshot_date, side"
version = 5
spec_curve = "open_share_definitions"
tables = ["like_for_like", "mart_mover", "mart_swing", "series_line"]
sources = "rows"
formula.en = "Share = downloads of one side over all downloads of the reading, inside one source; open = at or above the tier that the reader chose, restricted = below it, unknown = no licence that can be resolved. Like for like: starting from the newest reading and going back, each side is divided, step by step, by the growth of the models that two successive readings both list; the shares of these carried-back volumes are what the newest list would have shown earlier. The sentence starts at the last reading after which the models compared always carried at least {coverage_medium} (1 = all) of the newer total, and calls less than {flat_change} of share (0.01 = one point) unchanged. A single model is named where the whole series recomputed without it would shift the change of the share by {one_model_change} or more; then confidence is low, and a model left out as machine traffic is called so. Confidence: high from {readings_high} readings on, if each newer total is compared, and the newest classified, to at least {coverage_high}; medium if to at least {coverage_medium}; low with less, with fewer readings, or where fewer than half of the definitions agree. Where own snapshots go on from an archive's line (columns line and joint), they are compared with its last reading before them in the same way, if both agree within 5 % on every day that both describe; else the line has a break there and each side starts anew."
formula.fr = "Part = téléchargements d'un côté rapportés à tous ceux du relevé, au sein d'une même source ; ouvert = au niveau choisi par le lecteur ou au-dessus, sous conditions = au-dessous, inconnu = aucune licence identifiable. À périmètre constant : en remontant depuis le dernier relevé, chaque côté est divisé, étape par étape, par la croissance des modèles listés à deux relevés successifs ; les parts de ces volumes à périmètre constant sont ce que la liste la plus récente aurait montré plus tôt. La phrase part du dernier relevé après lequel les modèles comparés portent toujours au moins {coverage_medium} (1 = tout) du total le plus récent, et tient pour inchangé tout écart de part inférieur à {flat_change} (0,01 = un point). Un modèle isolé est nommé lorsque toute la série, recalculée sans lui, donnerait une évolution de la part différente d'au moins {one_model_change} ; la confiance est alors faible, et un modèle écarté comme trafic de machines est dit tel. Confiance : élevée à partir de {readings_high} relevés, si chaque nouveau total est comparé, et le dernier classé, à au moins {coverage_high} ; moyenne s'ils le sont à au moins {coverage_medium} ; faible au-dessous, avec moins de relevés, ou si moins de la moitié des définitions concordent. Là où les relevés propres prolongent la courbe d'une archive (colonnes line et joint), ils se comparent de même à son dernier relevé antérieur, si les deux s'accordent à 5 % près chaque jour que les deux décrivent ; sinon, la courbe y est rompue et chaque côté repart de lui-même."
limits.en = [
  "It is the share among the models that the source lists, not among all AI in use: closed models are not downloaded from the Hub.",
  "Raw shares of two dates do not compare where organisations entered the list in between: look at the like-for-like share.",
  "The like-for-like share leaves out what new releases bring at the reading where they first appear.",
  "The counter of a release younger than 30 days is still filling: the first steps after a release look steeper than they are.",
  "Earlier like-for-like shares change when a newer reading arrives, because they start from it; the raw shares do not.",
  "The unknown share is part of the answer: it could fall on either side.",
  "With generative tasks only, models whose task is not known are left out.",
]
limits.fr = [
  "C'est la part parmi les modèles que liste la source, non parmi toute l'IA utilisée : les modèles fermés ne se téléchargent pas sur le Hub.",
  "Les parts brutes de deux dates ne se comparent pas si des organisations sont arrivées entre-temps : voir la part à périmètre constant.",
  "La part à périmètre constant ignore l'apport des nouveautés au relevé où elles apparaissent.",
  "Le compteur d'une nouveauté de moins de 30 jours se remplit encore : les premières étapes après une sortie paraissent plus raides qu'elles ne sont.",
  "Les parts antérieures à périmètre constant changent à chaque nouveau relevé, dont elles partent ; les parts brutes, non.",
  "La part inconnue fait partie de la réponse : elle pourrait tomber d'un côté comme de l'autre.",
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
like = "source_hub"
[columns.line]
[columns.snapshot_date]
[columns.side]
[columns.models]
[columns.downloads_30d]
like = "downloads_30d_raw_sum"

[columns.share]
meaning = {en = "Part of all downloads of that reading, as listed (raw)", fr = "Part de tous les téléchargements du relevé, telle que listée (brute)"}

[columns.share_like_for_like]
type = "number"
unit = "share"
label = {en = "Share, like for like", fr = "Part à périmètre constant"}
meaning = {en = "The newest share carried back by the growth of the same models; empty where the chain of common models breaks", fr = "La dernière part, à périmètre constant par la croissance des mêmes modèles ; vide là où la chaîne des modèles communs se rompt"}

[columns.common_downloads_30d]
[columns.common_downloads_30d_before]

[columns.coverage]
type = "number"
unit = "share"
label = {en = "Compared", fr = "Comparé"}
meaning = {en = "Part of this reading's downloads, all sides, on models that the previous reading listed too", fr = "Part des téléchargements du relevé, tous côtés, sur des modèles déjà listés au relevé précédent"}

[columns.largest_change_model_id]
[columns.largest_change_before]
[columns.largest_change_after]
[columns.organisations_entered]
[columns.organisations_left]
[columns.joint]
[columns.joint_gap]
[columns.flags]
like = "flags_break_gap_stale"

[chart]
kind = "line"
x = "snapshot_date"
y = "share_like_for_like"
series = "side"
facet = "line"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "An archive's readings are drawn in one line with own snapshots, which go on from it where both agree; a break otherwise."
fr = "Les relevés d'une archive forment une seule courbe avec les relevés propres, qui la prolongent là où les deux s'accordent ; sinon, une rupture."

[[changelog]]
version = 3
on = 2026-11-28
en = "Low confidence where fewer than half of the definitions agree."
fr = "Confiance faible si moins de la moitié des définitions concordent."

[[changelog]]
version = 4
on = 2026-11-29
en = "The figure without one model is a leave-one-out: the whole series recomputed without it."
fr = "Le chiffre sans un modèle est toute la série recalculée sans lui."

[[changelog]]
version = 5
on = 2026-11-29
en = "Values carried back are called so; a change that turns on a model left out as machine traffic says so, and is of low confidence."
fr = "Les valeurs à périmètre constant sont dites telles ; un écart qui tient à un modèle écarté comme trafic de machines le dit, confiance faible."

[finding.rose]
en = "{share|percent} of downloads reach “{line|tier}”, up from {share_before|percent} carried back"
fr = "{share|percent} téléchargés dès « {line|tier} », contre {share_before|percent} reconstitués"
[note.rose]
en = "The earlier share, {share_before|percent}, is carried back on the same models to {since|date}; measured that day: {measured|percent}. Openness unknown for {unknown|percent} of downloads.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "La part antérieure, {share_before|percent}, est à périmètre constant au {since|date} ; mesurée ce jour-là : {measured|percent}. Ouverture inconnue pour {unknown|percent} des téléchargements.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.fell]
en = "{share|percent} of downloads reach “{line|tier}”, down from {share_before|percent} carried back"
fr = "{share|percent} téléchargés dès « {line|tier} », contre {share_before|percent} reconstitués"
[note.fell]
en = "The earlier share, {share_before|percent}, is carried back on the same models to {since|date}; measured that day: {measured|percent}. Openness unknown for {unknown|percent} of downloads.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "La part antérieure, {share_before|percent}, est à périmètre constant au {since|date} ; mesurée ce jour-là : {measured|percent}. Ouverture inconnue pour {unknown|percent} des téléchargements.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.flat]
en = "{share|percent} of downloads reach “{line|tier}”, level like for like"
fr = "{share|percent} téléchargés en « {line|tier} » ou plus, stable"
[note.flat]
en = "The earlier share, {share_before|percent}, is carried back on the same models to {since|date}; measured that day: {measured|percent}. Openness unknown for {unknown|percent} of downloads.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "La part antérieure, {share_before|percent}, est à périmètre constant au {since|date} ; mesurée ce jour-là : {measured|percent}. Ouverture inconnue pour {unknown|percent} des téléchargements.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.one_model]
en = "{share|percent} of downloads reach “{line|tier}”; the change hangs on one model"
fr = "{share|percent} téléchargés en « {line|tier} » ou plus ; écart dû à un modèle"
[note.one_model]
en = "The earlier share, {share_before|percent}, is carried back on the same models to {since|date}; measured that day: {measured|percent}. Without {model|text}: {share_without|percent}, from {share_before_without|percent}. Openness unknown for {unknown|percent} of downloads.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "La part antérieure, {share_before|percent}, est à périmètre constant au {since|date} ; mesurée ce jour-là : {measured|percent}. Sans {model|text} : {share_without|percent}, contre {share_before_without|percent}. Ouverture inconnue pour {unknown|percent} des téléchargements.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.machine]
en = "{share|percent} of downloads reach “{line|tier}”; the change hangs on machine traffic"
fr = "{share|percent} téléchargés en « {line|tier} » ou plus ; écart dû à des machines"
[note.machine]
en = "The earlier share, {share_before|percent}, is carried back on the same models to {since|date}; measured that day: {measured|percent}. Without {model|text}, machine traffic: {share_without|percent}, from {share_before_without|percent}. Openness unknown for {unknown|percent} of downloads.[ Organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "La part antérieure, {share_before|percent}, est à périmètre constant au {since|date} ; mesurée ce jour-là : {measured|percent}. Sans {model|text}, trafic de machines : {share_without|percent}, contre {share_before_without|percent}. Ouverture inconnue pour {unknown|percent} des téléchargements.[ Organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.one_reading]
en = "{share|percent} of downloads reach “{line|tier}”"
fr = "{share|percent} téléchargés en « {line|tier} » ou plus"
[note.one_reading]
en = "One reading only: nothing earlier can be compared. Openness unknown for {unknown|percent} of downloads."
fr = "Un seul relevé : rien d'antérieur ne se compare. Ouverture inconnue pour {unknown|percent} des téléchargements."

---*/
WITH mover AS (
    SELECT run_id,
        CASE WHEN tier IS NULL THEN 'unknown'
            WHEN tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold) THEN 'open'
            ELSE 'restricted' END AS side,
        arg_max({'model_id': model_id, 'before': downloads_before, 'after': downloads_after},
            abs(downloads_after - downloads_before)) AS largest
    FROM mart_mover
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY ALL
)
SELECT
    c.source,
    c.line,
    c.snapshot_date,
    c.side,
    c.models::BIGINT AS models,
    c.downloads::BIGINT AS downloads_30d,
    c.share::DOUBLE AS share,
    c.share_like_for_like::DOUBLE AS share_like_for_like,
    c.after::BIGINT AS common_downloads_30d,
    c.before::BIGINT AS common_downloads_30d_before,
    c.coverage::DOUBLE AS coverage,
    m.largest.model_id AS largest_change_model_id,
    m.largest.before AS largest_change_before,
    m.largest.after AS largest_change_after,
    r.organisations_entered,
    r.organisations_left,
    r.joint,
    r.joint_gap,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM like_for_like c
JOIN series_line r USING (asked, run_id)
LEFT JOIN mover m ON m.run_id = c.run_id AND m.side = c.side
WHERE c.threshold = $threshold AND c.tasks = $tasks AND c.basis = $basis AND c.asked = $source
QUALIFY max(c.models) OVER (PARTITION BY c.line, c.side) > 0
ORDER BY c.line, c.snapshot_date, c.side
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
), latest AS (
    SELECT snapshot_date AS as_of,
        coalesce(sum(share) FILTER (side = 'open'), 0) AS share,
        coalesce(sum(share) FILTER (side = 'unknown'), 0) AS unknown
    FROM chosen GROUP BY snapshot_date ORDER BY snapshot_date DESC LIMIT 1
), start AS (
    SELECT max(snapshot_date) AS since FROM chosen
    WHERE coalesce(coverage, 0) < $coverage_medium
        OR snapshot_date = (SELECT min(snapshot_date) FROM chosen WHERE share_like_for_like IS NOT NULL)
), origin AS (
    SELECT coalesce(sum(share_like_for_like) FILTER (side = 'open'), 0) AS share_before,
        coalesce(sum(share) FILTER (side = 'open'), 0) AS measured
    FROM chosen WHERE snapshot_date = (SELECT since FROM start) AND snapshot_date < (SELECT as_of FROM latest)
    HAVING count(share_like_for_like) > 0
), swing AS (
    SELECT s.source, s.snapshot_date, s.model_id, s.downloads_before, s.downloads_after, s.excluded,
        CASE WHEN s.tier IS NULL THEN 'unknown' WHEN s.tier >= list_position(['any', 'permissive', 'code', 'data'], $threshold)
            THEN 'open' ELSE 'restricted' END AS side
    FROM mart_swing s
    WHERE ($tasks = 'all' OR s.task_scope = $tasks) AND ($basis = 'raw' OR NOT s.excluded)
), alone AS ( -- each side's chain without one model: its newest sum, and that carried back to the start
    SELECT w.model_id AS model, c.side,
        arg_max(c.downloads_30d - coalesce(s.downloads_after, 0), c.snapshot_date) AS now,
        now * product((c.common_downloads_30d_before - coalesce(s.downloads_before, 0))
            / nullif(c.common_downloads_30d - coalesce(s.downloads_after, 0), 0)) AS before
    FROM chosen c
    JOIN (SELECT DISTINCT source, model_id FROM swing) w ON w.source = c.source
    LEFT JOIN swing s ON s.source = c.source AND s.snapshot_date = c.snapshot_date AND s.model_id = w.model_id AND s.side = c.side
    WHERE c.snapshot_date > (SELECT since FROM start)
    GROUP BY w.model_id, c.side
), without AS ( -- the model without which the change of the open share differs most
    SELECT model, model IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        sum(now) FILTER (side = 'open') / nullif(sum(now), 0) AS share_without,
        sum(before) FILTER (side = 'open') / nullif(sum(before), 0) AS share_before_without
    FROM alone, latest, origin
    GROUP BY model
    HAVING share_without IS NOT NULL AND share_before_without IS NOT NULL
    ORDER BY abs(share_without - share_before_without - any_value(share - share_before)) DESC, model
    LIMIT 1
), span AS (
    SELECT min(coverage) AS coverage, count(DISTINCT snapshot_date) + 1 AS readings,
        len(list_filter(list_distinct(flatten(list(organisations_entered))),
            lambda o: NOT list_contains(flatten(list(organisations_left)), o))) AS entered
    FROM chosen WHERE snapshot_date > (SELECT since FROM start)
)
SELECT
    CASE WHEN share_before IS NULL THEN 'one_reading'
        WHEN abs(share - share_before - (share_without - share_before_without)) >= $one_model_change
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN share - share_before >= $flat_change THEN 'rose'
        WHEN share - share_before <= -$flat_change THEN 'fell'
        ELSE 'flat' END AS finding_case,
    list_position(['any', 'permissive', 'code', 'data'], $threshold) AS line,
    share, share_before, measured, share_without, share_before_without, model, unknown, since, entered,
    as_of,
    CASE WHEN share_before IS NULL THEN 'low'
        WHEN readings < $readings_high OR least(coverage, 1 - unknown) < $coverage_medium THEN 'low'
        WHEN finding_case IN ('one_model', 'machine') THEN 'low'
        WHEN least(coverage, 1 - unknown) >= $coverage_high THEN 'high'
        ELSE 'medium' END AS confidence,
    CASE WHEN share_before IS NULL OR readings < $readings_high THEN 'few_readings'
        WHEN finding_case IN ('one_model', 'machine') THEN 'one_model'
        WHEN 1 - unknown < $coverage_high THEN 'unknown_share'
        WHEN coverage < $coverage_high THEN 'partial_coverage' END AS confidence_reason
FROM latest CROSS JOIN start CROSS JOIN span LEFT JOIN origin ON TRUE LEFT JOIN without ON TRUE
