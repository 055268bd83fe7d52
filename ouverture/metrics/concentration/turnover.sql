/*---
title    = {en = "Turnover at the top", fr = "Renouvellement du peloton de tête"}
question = {en = "Do the same labs and models stay on top from one month to the next?", fr = "Les mêmes laboratoires et modèles restent-ils en tête d'un mois à l'autre ?"}
unit     = {en = "share of the top ten replaced within a month", fr = "part des dix premiers remplacée en un mois"}
grain    = "source, snapshot_date"
version  = 4
tables   = ["mart_left_out", "mart_top", "series_run", "snapshot_run"]
sources  = "rows"

[formula]
en = "Replaced = newcomers among the {top} first / {top}. Jaccard distance = 1 − common / union of the two top lists. Kendall τ between the ranks of those found in both lists of {top_ranked}: 1 = same order, −1 = reversed. Version 2 compares each reading with the one of its source closest to {month_days} days earlier, {days_min} to {days_max}, so that monthly and nightly readings say the same thing; version 1 with the reading before."
fr = "Remplacés = nouveaux parmi les {top} premiers / {top}. Distance de Jaccard = 1 − communs / union des deux listes. τ de Kendall entre les rangs de ceux que les deux listes de {top_ranked} contiennent : 1 = même ordre, −1 = ordre inverse. La version 2 compare chaque relevé à celui de sa source le plus proche de {month_days} jours plus tôt, entre {days_min} et {days_max}, pour que relevés mensuels et quotidiens disent la même chose ; la version 1, au relevé précédent."

[limits]
en = [
  "An organisation that enters the list can push others down without having gained: such readings are marked as breaks.",
  "Readings are not evenly spaced; the days between two are given.",
  "30-day windows of readings less than 30 days apart overlap, which damps turnover; nightly comparisons overlap each other, so the sentence asks for months, not for nights.",
]
fr = [
  "Une organisation qui entre dans la liste peut en faire reculer d'autres sans avoir progressé : ces relevés sont marqués comme ruptures.",
  "Les relevés ne sont pas également espacés ; les jours entre deux relevés sont donnés.",
  "Les fenêtres de 30 jours de relevés distants de moins de 30 jours se recouvrent, ce qui amortit le renouvellement ; les comparaisons quotidiennes se recouvrent entre elles, aussi la phrase exige-t-elle des mois et non des nuits.",
]

[constants]
top = 10
top_ranked = 20
months_least = 6
month_days = 30
days_min = 21
days_max = 45

[parameters.tasks]

[parameters.unit]
type = "text"
default = "model"
allowed = ["lab", "model"]
label = {en = "Among", fr = "Parmi"}

[parameters.basis]
[parameters.version]

[columns.source]
like = "source_hub"

[columns.snapshot_date]
meaning = {en = "Day of the later reading (UTC)", fr = "Jour du relevé le plus récent (UTC)"}

[columns.days]
type = "integer"
unit = "days"
label = {en = "Days", fr = "Jours"}
meaning = {en = "Days since the reading compared with", fr = "Jours depuis le relevé comparé"}
[columns.replaced]
type = "number"
unit = "share"
label = {en = "Replaced", fr = "Remplacés"}
meaning = {en = "Newcomers among the first ten", fr = "Nouveaux parmi les dix premiers"}
[columns.jaccard_distance]
type = "number"
label = {en = "Jaccard distance", fr = "Distance de Jaccard"}
meaning = {en = "1 − common / union of the two top tens", fr = "1 − communs / union des deux listes de dix"}
[columns.kendall_tau]
type = "number"
label = {en = "Kendall τ", fr = "τ de Kendall"}
meaning = {en = "Agreement of ranks among those in both top twenties", fr = "Accord des rangs parmi ceux des deux listes de vingt"}
[columns.newcomers]
type = "list"
label = {en = "Newcomers", fr = "Nouveaux"}
meaning = {en = "In the top ten now, not before", fr = "Parmi les dix premiers, non auparavant"}
[columns.leader]
type = "text"
label = {en = "Leader", fr = "En tête"}
meaning = {en = "First of the list", fr = "Premier de la liste"}

[columns.flags]
like = "flags_leader"

[chart]
kind = "line"
x = "snapshot_date"
y = "replaced"
series = "source"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "Readings a month apart are compared, not neighbours: nightly and monthly sources read alike."
fr = "Comparaison de relevés distants d'un mois et non voisins : sources quotidiennes et mensuelles se lisent de même."

[[changelog]]
version = 3
on = 2026-11-28
en = "No sentence on fewer than six comparable months."
fr = "Pas de phrase en deçà de six mois comparables."

[[changelog]]
version = 4
on = 2026-11-29
en = "A leading model that adjusted figures leave out is flagged excluded."
fr = "Un modèle en tête que les chiffres ajustés écartent porte la marque excluded."

[finding.turns]
en = "In a typical month, {typical|percent} of the top ten is new"
fr = "En un mois typique, {typical|percent} des dix premiers sont nouveaux"
[note.turns]
en = "Median over {readings|integer} comparisons over {months|integer} months, at a distance of about {days|integer} days; those between which organisations entered the list are left aside."
fr = "Médiane de {readings|integer} comparaisons sur {months|integer} mois, à une distance d'environ {days|integer} jours ; celles entre lesquelles des organisations sont entrées dans la liste sont laissées de côté."
[finding.thin]
en = "Fewer than {least|integer} comparable months: too few readings to say"
fr = "Moins de {least|integer} mois comparables : trop peu de relevés pour conclure"
---*/
WITH top AS (
    SELECT run_id, place, unit_id FROM mart_top WHERE tasks = $tasks AND unit = $unit AND basis = $basis
), run AS MATERIALIZED (
    SELECT r.*, s.previous_run_id, count(*) FILTER (r.flags LIKE '%break%') OVER w AS breaks
    FROM series_run r JOIN snapshot_run s USING (run_id)
    WINDOW w AS (PARTITION BY r.source ORDER BY r.snapshot_date)
), pair AS (
    SELECT r.run_id, r.source, r.snapshot_date, b.run_id AS before_id,
        (r.snapshot_date - b.snapshot_date)::INTEGER AS days,
        nullif(concat_ws(' ',
            CASE WHEN r.flags LIKE '%stale%' THEN 'stale' END,
            CASE WHEN r.breaks > b.breaks THEN 'break' END), '') AS flags
    FROM run r
    JOIN run b ON b.source = r.source AND b.snapshot_date < r.snapshot_date AND CASE
        WHEN $version = '1' THEN b.run_id = r.previous_run_id
        ELSE r.snapshot_date - b.snapshot_date BETWEEN $days_min AND $days_max END
    QUALIFY row_number() OVER (
        PARTITION BY r.run_id ORDER BY abs(r.snapshot_date - b.snapshot_date - $month_days), b.snapshot_date
    ) = 1
), tens AS (
    SELECT p.run_id,
        count(*) FILTER (b.unit_id IS NULL) AS entered,
        count(*) AS size,
        list(n.unit_id ORDER BY n.place) FILTER (b.unit_id IS NULL) AS newcomers,
        min_by(n.unit_id, n.place) AS leader
    FROM pair p
    JOIN top n ON n.run_id = p.run_id AND n.place <= $top
    LEFT JOIN top b ON b.run_id = p.before_id AND b.place <= $top AND b.unit_id = n.unit_id
    GROUP BY p.run_id
), common AS (
    SELECT p.run_id, n.unit_id, n.place AS now, b.place AS before
    FROM pair p
    JOIN top n ON n.run_id = p.run_id AND n.place <= $top_ranked
    JOIN top b ON b.run_id = p.before_id AND b.place <= $top_ranked AND b.unit_id = n.unit_id
), agreement AS (
    SELECT a.run_id, sum(sign((a.now - c.now) * (a.before - c.before))) / count(*) AS tau
    FROM common a JOIN common c ON c.run_id = a.run_id AND c.unit_id > a.unit_id
    GROUP BY a.run_id
)
SELECT
    p.source,
    p.snapshot_date,
    p.days,
    t.entered / t.size AS replaced,
    1 - (t.size - t.entered) / (t.size + t.entered) AS jaccard_distance,
    g.tau AS kendall_tau,
    coalesce(t.newcomers, []) AS newcomers,
    t.leader,
    nullif(concat_ws(' ', p.flags, CASE WHEN o.run_id IS NOT NULL THEN 'excluded' END), '') AS flags
FROM pair p
JOIN tens t USING (run_id)
LEFT JOIN agreement g USING (run_id)
LEFT JOIN mart_left_out o ON $unit = 'model' AND o.run_id = p.run_id AND o.model_id = t.leader
ORDER BY p.source, p.snapshot_date
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
), comparable AS (
    SELECT median(replaced) AS typical, count(*) AS readings, median(days) AS days,
        round((max(snapshot_date) - min(snapshot_date - days::INTEGER)) / $month_days)::INTEGER AS months
    FROM chosen WHERE coalesce(flags NOT LIKE '%break%', TRUE)
)
SELECT
    CASE WHEN least(readings, months) >= $months_least THEN 'turns' ELSE 'thin' END AS finding_case,
    typical, readings, days, months, $months_least AS least,
    (SELECT max(snapshot_date) FROM chosen) AS as_of,
    CASE WHEN least(readings, months) >= $months_least THEN 'medium' ELSE 'low' END AS confidence,
    'few_readings' AS confidence_reason
FROM comparable
WHERE EXISTS (FROM chosen)
