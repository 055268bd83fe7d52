/*---
title.en = "Downloads of labs"
title.fr = "Téléchargements des laboratoires"
question.en = "How much are the models that these labs publish downloaded, and since when has that changed?"
question.fr = "Combien télécharge-t-on les modèles que publient ces laboratoires, et depuis quand cela change-t-il ?"
unit.en = "downloads in 30 days; or share of all downloads listed, in %; or index, first reading of the lab = 100"
unit.fr = "téléchargements sur 30 jours ; ou part de tous ceux listés, en % ; ou indice, premier relevé du laboratoire = 100"
grain = "line, snapshot_date, lab_id"
version = 4
spec_curve = "lab_leader_definitions"
tables = ["mart_adoption", "mart_joint", "mart_mover", "mart_swing", "organisation", "organisation_coverage", "series_line"]
sources = "rows"
formula.en = "Publisher mode: a model counts for the lab that hosts it. Downloads = sum of the Hub's 30-day counters over the lab's listed models. Share = that sum over all downloads of the reading. Index = 100 at the lab's first reading, then multiplied at each step by the growth of those models of the lab that both readings list; it ends where two successive readings have no model in common. The sentence follows the lab that is downloaded most, from the last reading after which its compared models always carried at least {coverage_medium} (1 = all) of its newer total. A single model is named where the whole series recomputed without it would change the result by {one_model_change} or more (0.01 = 1 %) and by at least half of it. Confidence: high from {readings_high} readings on, if at least {coverage_high} of each newer total is compared; medium from {readings_high} readings on with less compared, or where the list of a lab shown is incomplete; low with fewer readings. Where own snapshots go on from an archive's line (columns line and joint), they are compared with its last reading before them in the same way, if both agree within 5 % on every day that both describe; else the line has a break there and each side starts anew."
formula.fr = "Mode éditeur : un modèle compte pour le laboratoire qui l'héberge. Téléchargements = somme des compteurs de 30 jours du Hub sur les modèles listés du laboratoire. Part = cette somme rapportée à tous les téléchargements du relevé. Indice = 100 au premier relevé du laboratoire, multiplié à chaque étape par la croissance de ceux de ses modèles que listent les deux relevés ; il s'arrête là où deux relevés successifs n'ont aucun modèle en commun. La phrase suit le laboratoire le plus téléchargé, depuis le dernier relevé après lequel ses modèles comparés portent toujours au moins {coverage_medium} (1 = tout) de son total le plus récent. Un modèle isolé est nommé lorsque toute la série, recalculée sans lui, donnerait un résultat différent d'au moins {one_model_change} (0,01 = 1 %) et d'au moins la moitié. Confiance : élevée à partir de {readings_high} relevés, si au moins {coverage_high} de chaque nouveau total est comparé ; moyenne à partir de {readings_high} relevés moins bien couverts, ou si la liste d'un laboratoire montré est incomplète ; faible avec moins de relevés. Là où les relevés propres prolongent la courbe d'une archive (colonnes line et joint), ils se comparent de même à son dernier relevé antérieur, si les deux s'accordent à 5 % près chaque jour que les deux décrivent ; sinon, la courbe y est rompue et chaque côté repart de lui-même."
limits.en = [
  "A lab can own several organisations; when one of them enters the list, the raw line jumps for that reason alone (flag break). The index does not.",
  "The index leaves out what new releases bring at the reading where they first appear, and starts at another date for each lab: compare its slopes, not its levels.",
  "The counter of a release younger than 30 days is still filling: the first steps after a release look steeper than they are.",
  "Copies, quantised versions and fine-tunes that others host are not counted here.",
  "The counter covers the last 30 days: readings of different days overlap and are never added.",
  "The flag partial marks a lab whose list is known to be incomplete in the source: its total is a lower bound.",
  "Shares move when other labs enter the list.",
]
limits.fr = [
  "Un laboratoire peut posséder plusieurs organisations ; quand l'une d'elles arrive dans la liste, cela suffit à relever la courbe brute (marque break). Pas l'indice.",
  "L'indice ignore l'apport des nouveautés au relevé où elles apparaissent, et part d'une date propre à chaque laboratoire : comparer ses pentes, non ses niveaux.",
  "Le compteur d'une nouveauté de moins de 30 jours se remplit encore : les premières étapes après une sortie paraissent plus raides qu'elles ne sont.",
  "Les copies, versions quantifiées et affinages hébergés par d'autres ne sont pas comptés ici.",
  "Le compteur porte sur les 30 derniers jours : les relevés de jours différents se recouvrent et ne s'additionnent jamais.",
  "La marque partial signale un laboratoire dont la liste est incomplète dans la source : son total est un minimum.",
  "Les parts bougent quand d'autres laboratoires arrivent dans la liste.",
]

[constants]
coverage_high = 0.97
coverage_medium = 0.8
readings_high = 3
flat_change = 0.01
one_model_change = 0.05
gap_days = 45
uncounted = 0.01

[parameters.labs]
[parameters.tasks]

[parameters.measure]
type = "text"
default = "downloads"
allowed = ["downloads", "share", "index"]
label = {en = "Measure", fr = "Mesure"}

[parameters.source]
[parameters.basis]

[columns.source]
like = "source_hub"
[columns.line]
[columns.snapshot_date]
[columns.lab_id]
[columns.models]
[columns.downloads_30d]
like = "downloads_30d_raw_sum"
[columns.uncounted_downloads_30d]

[columns.share]
meaning = {en = "Part of all downloads of that reading, labs not shown and unaffiliated models included", fr = "Part de tous les téléchargements du relevé, laboratoires non montrés et modèles sans laboratoire compris"}

[columns.index_like_for_like]
type = "number"
unit = "index"
label = {en = "Index, like for like", fr = "Indice à périmètre constant"}
meaning = {en = "100 at the lab's first reading, chained on the models that two successive readings list", fr = "100 au premier relevé du laboratoire, chaîné sur les modèles listés à deux relevés successifs"}

[columns.common_downloads_30d]
[columns.common_downloads_30d_before]

[columns.coverage]
type = "number"
unit = "share"
label = {en = "Compared", fr = "Comparé"}
meaning = {en = "Part of the lab's downloads at this reading on models that the previous reading listed too", fr = "Part des téléchargements du laboratoire, à ce relevé, sur des modèles déjà listés au précédent"}

[columns.largest_change_model_id]
[columns.largest_change_before]
[columns.largest_change_after]

[columns.organisations_entered]
meaning = {en = "Namespaces of the lab that the previous reading did not list", fr = "Espaces de noms du laboratoire absents du relevé précédent"}

[columns.organisations_left]
meaning = {en = "Namespaces of the lab that only the previous reading lists", fr = "Espaces de noms du laboratoire présents au seul relevé précédent"}

[columns.joint]
[columns.joint_gap]
[columns.flags]
meaning = {en = "break (organisations of the lab entered or missing), gap (lab not listed, or more than {gap_days} days since the reading before), partial (list known to be incomplete, or models without a count that had at least {uncounted} of its downloads before), stale (counters that did not move)", fr = "break (organisations du laboratoire arrivées ou absentes), gap (laboratoire non listé, ou plus de {gap_days} jours depuis le relevé précédent), partial (liste incomplète, ou modèles sans compte qui portaient auparavant au moins {uncounted} de ses téléchargements), stale (compteurs figés)"}

[chart]
kind = "line"
x = "snapshot_date"
series = "lab_id"
facet = "line"

[chart.y_of.measure]
downloads = "downloads_30d"
share = "share"
index = "index_like_for_like"

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
on = 2026-11-29
en = "An adjusted step compares the models that neither reading leaves out; missing counts lower the coverage and are flagged; the figure without one model is the whole series recomputed without it."
fr = "Un pas ajusté compare les modèles qu'aucun des deux relevés n'écarte ; les comptes manquants abaissent la part comparée et sont marqués ; le chiffre sans un modèle est toute la série recalculée sans lui."

[[changelog]]
version = 4
on = 2026-11-29
en = "Values carried back are called so; a change that turns on a model left out as machine traffic says so, and is of low confidence."
fr = "Les valeurs à périmètre constant sont dites telles ; un écart qui tient à un modèle écarté comme trafic de machines le dit, confiance faible."

[finding.rose]
en = "{lab|lab} leads with {downloads|compact} downloads in 30 days, up {change|percent}"
fr = "{lab|lab} en tête : {downloads|compact} téléchargements en 30 jours, +{change|percent}"
[note.rose]
en = "{share|percent} of all listed downloads; change like for like since {since|date}.[ Its organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés ; évolution à périmètre constant depuis le {since|date}.[ Ses organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.fell]
en = "{lab|lab} leads with {downloads|compact} downloads in 30 days, down {change|percent}"
fr = "{lab|lab} en tête : {downloads|compact} téléchargements en 30 jours, −{change|percent}"
[note.fell]
en = "{share|percent} of all listed downloads; change like for like since {since|date}.[ Its organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés ; évolution à périmètre constant depuis le {since|date}.[ Ses organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.flat]
en = "{lab|lab} leads with {downloads|compact} downloads in 30 days, as many as before"
fr = "{lab|lab} est en tête avec {downloads|compact} téléchargements en 30 jours, autant qu’avant"
[note.flat]
en = "{share|percent} of all listed downloads; change like for like since {since|date}.[ Its organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés ; évolution à périmètre constant depuis le {since|date}.[ Ses organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"

[finding.one_model]
en = "{lab|lab} leads with {downloads|compact} downloads; {growth|signed_percent} hangs on one model"
fr = "{lab|lab} mène : {downloads|compact} téléchargements ; {growth|signed_percent} dus à un modèle"
[note.one_model]
en = "{share|percent} of all listed downloads of 30 days; change like for like since {since|date}. Without {model|text} the whole series gives {growth_without|signed_percent}.[ Its organisations that joined the list since: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés sur 30 jours ; évolution à périmètre constant depuis le {since|date}. Sans {model|text}, toute la série donne {growth_without|signed_percent}.[ Ses organisations entrées dans la liste depuis : {entered|integer}.]"

[finding.machine]
en = "{lab|lab} leads with {downloads|compact} downloads; {growth|signed_percent} hangs on machine traffic"
fr = "{lab|lab} mène : {downloads|compact} téléchargements ; {growth|signed_percent} dus aux machines"
[note.machine]
en = "{share|percent} of all listed downloads of 30 days; change like for like since {since|date}. Without {model|text}, machine traffic, the whole series gives {growth_without|signed_percent}.[ Its organisations that joined the list since: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés sur 30 jours ; évolution à périmètre constant depuis le {since|date}. Sans {model|text}, trafic de machines, toute la série donne {growth_without|signed_percent}.[ Ses organisations entrées dans la liste depuis : {entered|integer}.]"

[finding.one_reading]
en = "{lab|lab} leads with {downloads|compact} downloads in 30 days"
fr = "{lab|lab} est en tête avec {downloads|compact} téléchargements en 30 jours"
[note.one_reading]
en = "Among the labs shown; {share|percent} of all listed downloads. No earlier reading of it can be compared."
fr = "Parmi les laboratoires montrés ; {share|percent} de tous les téléchargements listés. Aucun relevé antérieur ne s'y compare."

# one lab alone leads nobody
[finding.rose_alone]
en = "{lab|lab} has {downloads|compact} downloads in 30 days, up {change|percent}"
fr = "{lab|lab} compte {downloads|compact} téléchargements en 30 jours, en hausse de {change|percent}"
[note.rose_alone]
en = "{share|percent} of all listed downloads; change like for like since {since|date}.[ Its organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés ; évolution à périmètre constant depuis le {since|date}.[ Ses organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"
[finding.fell_alone]
en = "{lab|lab} has {downloads|compact} downloads in 30 days, down {change|percent}"
fr = "{lab|lab} compte {downloads|compact} téléchargements en 30 jours, en baisse de {change|percent}"
[note.fell_alone]
en = "{share|percent} of all listed downloads; change like for like since {since|date}.[ Its organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés ; évolution à périmètre constant depuis le {since|date}.[ Ses organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"
[finding.flat_alone]
en = "{lab|lab} has {downloads|compact} downloads in 30 days, as many as before"
fr = "{lab|lab} compte {downloads|compact} téléchargements en 30 jours, autant qu’avant"
[note.flat_alone]
en = "{share|percent} of all listed downloads; change like for like since {since|date}.[ Its organisations that joined the list since, not counted as growth: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés ; évolution à périmètre constant depuis le {since|date}.[ Ses organisations entrées dans la liste depuis, non comptées comme croissance : {entered|integer}.]"
[finding.one_model_alone]
en = "{lab|lab} has {downloads|compact} downloads; {growth|signed_percent} hangs on one model"
fr = "{lab|lab} : {downloads|compact} téléchargements ; {growth|signed_percent} dus à un modèle"
[note.one_model_alone]
en = "{share|percent} of all listed downloads of 30 days; change like for like since {since|date}. Without {model|text} the whole series gives {growth_without|signed_percent}.[ Its organisations that joined the list since: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés sur 30 jours ; évolution à périmètre constant depuis le {since|date}. Sans {model|text}, toute la série donne {growth_without|signed_percent}.[ Ses organisations entrées dans la liste depuis : {entered|integer}.]"
[finding.machine_alone]
en = "{lab|lab} has {downloads|compact} downloads; {growth|signed_percent} hangs on machine traffic"
fr = "{lab|lab} : {downloads|compact} téléchargements ; {growth|signed_percent} dus aux machines"
[note.machine_alone]
en = "{share|percent} of all listed downloads of 30 days; change like for like since {since|date}. Without {model|text}, machine traffic, the whole series gives {growth_without|signed_percent}.[ Its organisations that joined the list since: {entered|integer}.]"
fr = "{share|percent} de tous les téléchargements listés sur 30 jours ; évolution à périmètre constant depuis le {since|date}. Sans {model|text}, trafic de machines, toute la série donne {growth_without|signed_percent}.[ Ses organisations entrées dans la liste depuis : {entered|integer}.]"

[finding.one_reading_alone]
en = "{lab|lab} has {downloads|compact} downloads in 30 days"
fr = "{lab|lab} compte {downloads|compact} téléchargements en 30 jours"
[note.one_reading_alone]
en = "Its share: {share|percent} of all listed downloads. No earlier reading of it can be compared."
fr = "Sa part : {share|percent} de tous les téléchargements listés. Aucun relevé antérieur ne s'y compare."
---*/
WITH run AS (
    SELECT * FROM series_line WHERE asked = $source
), measured AS ( -- at a joint that holds, the first own reading is compared with the archive's last before it
    FROM mart_adoption
    UNION ALL BY NAME
    FROM mart_joint WHERE run_id IN (SELECT run_id FROM run WHERE joint = 'joined')
), cell AS (
    SELECT run_id, lab_id,
        sum(models) AS models,
        sum(downloads_30d) AS downloads_30d,
        coalesce(sum(uncounted_downloads_30d), 0) AS uncounted,
        sum(common_downloads_30d) AS after,
        sum(common_downloads_30d_before) AS before,
        sum(downloads_30d) / nullif(sum(sum(downloads_30d)) OVER (PARTITION BY run_id), 0) AS share
    FROM measured
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id, lab_id
), mover AS (
    SELECT run_id, lab_id,
        arg_max({'model_id': model_id, 'before': downloads_before, 'after': downloads_after},
            abs(downloads_after - downloads_before)) AS largest
    FROM mart_mover
    WHERE list_contains($labs, lab_id) AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
    GROUP BY run_id, lab_id
), lab_organisation AS (
    SELECT lab_id, list(organisation_id) AS organisations
    FROM organisation WHERE list_contains($labs, lab_id) GROUP BY lab_id
), incomplete AS (
    SELECT DISTINCT c.run_id, o.lab_id
    FROM organisation_coverage c
    JOIN organisation o USING (organisation_id)
    WHERE c.incomplete AND list_contains($labs, o.lab_id)
), present AS (
    SELECT r.chain, c.lab_id, min(r.snapshot_date) AS first_on, max(r.snapshot_date) AS last_on
    FROM run r JOIN cell c USING (run_id)
    WHERE list_contains($labs, c.lab_id)
    GROUP BY r.chain, c.lab_id
), row_of_lab AS (
    SELECT r.run_id, r.source, r.line, r.chain, r.joint, r.joint_gap, r.snapshot_date, p.lab_id,
        c.models, c.downloads_30d, c.share, c.uncounted, c.after, c.before, m.largest,
        coalesce(list_intersect(r.organisations_entered, o.organisations), []) AS entered,
        coalesce(list_intersect(r.organisations_left, o.organisations), []) AS departed,
        CASE WHEN r.snapshot_date = p.first_on THEN 1.0 WHEN c.before > 0 THEN c.after / c.before END AS ratio,
        concat_ws(' ',
            CASE WHEN r.flags LIKE '%stale%' THEN 'stale' END,
            CASE WHEN len(entered) + len(departed) > 0 OR r.joint = 'break' THEN 'break' END,
            CASE WHEN c.run_id IS NULL OR r.joint = 'break' OR r.days_since_previous > $gap_days THEN 'gap' END,
            CASE WHEN i.run_id IS NOT NULL OR (c.uncounted > 0 AND c.uncounted >= $uncounted * (c.downloads_30d + c.uncounted)) THEN 'partial' END) AS flags
    FROM present p
    JOIN run r ON r.chain = p.chain AND r.snapshot_date BETWEEN p.first_on AND p.last_on
    LEFT JOIN cell c ON c.run_id = r.run_id AND c.lab_id = p.lab_id
    LEFT JOIN mover m ON m.run_id = r.run_id AND m.lab_id = p.lab_id
    LEFT JOIN lab_organisation o ON o.lab_id = p.lab_id
    LEFT JOIN incomplete i ON i.run_id = r.run_id AND i.lab_id = p.lab_id
), chained AS (
    SELECT *,
        CASE WHEN count(ratio) OVER w = count(*) OVER w THEN 100 * product(ratio) OVER w END AS index_like_for_like
    FROM row_of_lab
    WINDOW w AS (PARTITION BY chain, lab_id ORDER BY snapshot_date)
)
SELECT
    source,
    line,
    snapshot_date,
    lab_id,
    models::BIGINT AS models,
    downloads_30d::BIGINT AS downloads_30d,
    uncounted::BIGINT AS uncounted_downloads_30d,
    share::DOUBLE AS share,
    index_like_for_like,
    after::BIGINT AS common_downloads_30d,
    before::BIGINT AS common_downloads_30d_before,
    (after / nullif(downloads_30d + uncounted, 0))::DOUBLE AS coverage,
    largest.model_id AS largest_change_model_id,
    largest.before AS largest_change_before,
    largest.after AS largest_change_after,
    entered AS organisations_entered,
    departed AS organisations_left,
    joint,
    joint_gap,
    nullif(flags, '') AS flags
FROM chained
ORDER BY line, list_position($labs, lab_id), snapshot_date
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
        AND downloads_30d IS NOT NULL
), latest AS (
    SELECT * FROM chosen
    WHERE snapshot_date = (SELECT max(snapshot_date) FROM chosen)
    ORDER BY downloads_30d DESC, lab_id LIMIT 1
), leader AS (
    SELECT c.*, c.common_downloads_30d / nullif(c.common_downloads_30d_before, 0) AS ratio
    FROM chosen c JOIN latest USING (lab_id)
), start AS (
    SELECT max(snapshot_date) AS since FROM leader
    WHERE coalesce(coverage, 0) < $coverage_medium OR ratio IS NULL
), swing AS (
    SELECT s.source, s.snapshot_date, s.model_id, s.downloads_before, s.downloads_after, s.excluded
    FROM mart_swing s JOIN latest USING (lab_id)
    WHERE ($tasks = 'all' OR s.task_scope = $tasks) AND ($basis = 'raw' OR NOT s.excluded)
), jump AS ( -- the whole chain without one model, for the model without which it differs most
    SELECT w.model_id AS model, w.model_id IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        product((l.common_downloads_30d - coalesce(s.downloads_after, 0))
            / (l.common_downloads_30d_before - coalesce(s.downloads_before, 0))) AS times
    FROM leader l
    CROSS JOIN (SELECT DISTINCT model_id FROM swing) w
    LEFT JOIN swing s ON s.source = l.source AND s.snapshot_date = l.snapshot_date AND s.model_id = w.model_id
    WHERE l.snapshot_date > (SELECT since FROM start)
    GROUP BY w.model_id
    HAVING bool_and(l.common_downloads_30d > coalesce(s.downloads_after, 0) AND l.common_downloads_30d_before > coalesce(s.downloads_before, 0))
    ORDER BY abs(ln(times / (SELECT product(ratio) FROM leader WHERE snapshot_date > (SELECT since FROM start)))) DESC, model
    LIMIT 1
), span AS (
    SELECT product(ratio) - 1 AS growth, min(coverage) AS coverage, count(*) + 1 AS readings,
        len(list_filter(list_distinct(flatten(list(organisations_entered))),
            lambda o: NOT list_contains(flatten(list(organisations_left)), o))) AS entered
    FROM leader WHERE snapshot_date > (SELECT since FROM start)
), judged AS (
    SELECT *, times - 1 AS growth_without FROM span LEFT JOIN jump ON TRUE
), doubt AS ( -- an incomplete list could hide a larger lab
    SELECT count(*) FILTER (flags LIKE '%partial%') > 0 AS incomplete,
        bool_and(uncounted_downloads_30d > 0 AND uncounted_downloads_30d >= $uncounted * (downloads_30d + uncounted_downloads_30d))
            FILTER (flags LIKE '%partial%') AS uncounted
    FROM chosen WHERE snapshot_date = (SELECT max(snapshot_date) FROM chosen)
)
SELECT
    CASE WHEN growth IS NULL THEN 'one_reading'
        WHEN abs(growth - growth_without) >= greatest($one_model_change, abs(growth) / 2)
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN growth >= $flat_change THEN 'rose'
        WHEN growth <= -$flat_change THEN 'fell'
        ELSE 'flat' END || CASE WHEN len($labs) = 1 THEN '_alone' ELSE '' END AS finding_case,
    lab_id AS lab, downloads_30d AS downloads, share, abs(growth) AS change, growth, growth_without, model,
    since, judged.entered,
    snapshot_date AS as_of,
    CASE WHEN growth IS NULL OR readings < $readings_high OR finding_case[:7] IN ('one_mod', 'machine') THEN 'low'
        WHEN judged.coverage >= $coverage_high AND NOT incomplete THEN 'high'
        ELSE 'medium' END AS confidence,
    CASE WHEN growth IS NULL OR readings < $readings_high THEN 'few_readings'
        WHEN finding_case[:7] IN ('one_mod', 'machine') THEN 'one_model'
        WHEN uncounted THEN 'missing_counts'
        WHEN incomplete THEN 'incomplete_list'
        WHEN judged.coverage < $coverage_high THEN 'partial_coverage' END AS confidence_reason
FROM latest, start, judged, doubt
