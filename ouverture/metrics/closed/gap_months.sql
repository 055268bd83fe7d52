/*---
title    = {en = "Capability gap in months", fr = "Écart de capacité en mois"}
question = {en = "How long until an open model matches the best closed one?", fr = "Combien de temps faut-il à un modèle ouvert pour égaler le meilleur modèle fermé ?"}
unit     = {en = "months between a closed record and the first open model to match it", fr = "mois entre un record fermé et le premier modèle ouvert à l'égaler"}
grain    = "source, yardstick, clock, direction"
version  = 1
tables   = ["mart_gap_lag", "mart_yardstick"]
sources  = "rows"

[formula]
en = "A record is a model with a score above all earlier ones of its side; points that its holder gains later are none. Forward: for each closed record of score s on day t, the lag is the first open model with a score of at least s, minus t. Backward: for each open record, its day minus that of the first closed model with at least its score. Records not matched by the last day, and those that the first board of a scale shows already, are right-censored; the median is that of Kaplan and Meier, the band holds the middle 90 % of 1,000 bootstrap resamples of the records. Two clocks, never mixed: day of release of the models on the newest board of a yardstick; day of the board that first shows a record. A month has {month_days} days. Where no yardstick is chosen the main ones are shown, at most {rows_max} rows; where one is, the other categories of its board too."
fr = "Un record est un modèle de score supérieur à tous les précédents de son côté ; les points que son détenteur gagne ensuite n'en sont pas. En avant : pour chaque record fermé de score s au jour t, le retard est la date du premier modèle ouvert de score au moins s, moins t. En arrière : pour chaque record ouvert, son jour moins celui du premier modèle fermé de score au moins égal. Les records non égalés au dernier jour, et ceux que montre déjà le premier tableau d'une échelle, sont censurés à droite ; la médiane est celle de Kaplan et Meier, la bande contient les 90 % centraux de 1 000 rééchantillonnages des records. Deux horloges, jamais mêlées : jour de sortie des modèles du dernier tableau d'un étalon ; jour du tableau qui montre le premier un record. Un mois compte {month_days} jours. Sans étalon choisi, les principaux sont montrés, {rows_max} lignes au plus ; avec un étalon, les autres catégories de son tableau aussi."

[limits]
en = [
  "Measured on published closed models: what laboratories keep to themselves is on no board.",
  "Public boards favour whoever tunes for them; private tests have shown longer lags. Each yardstick has its own figure, and none is the only true one.",
  "By release: models of the board without a known day of release are left out, which lengthens a lag where one of them matched first.",
  "Lists of the top models only hide open models that matched and have since dropped off.",
  "By board: boards are about a month apart, and a lag is rounded up to the next one.",
]
fr = [
  "Mesuré sur les modèles fermés publiés : ce que les laboratoires gardent pour eux n'est sur aucun tableau.",
  "Les tableaux publics avantagent qui s'y ajuste ; des tests privés ont montré des retards plus longs. Chaque étalon a son chiffre, et aucun n'est le seul vrai.",
  "Par sortie : les modèles du tableau sans jour de sortie connu sont laissés de côté, ce qui allonge un retard lorsque l'un d'eux a égalé le premier.",
  "Les listes réduites aux premiers cachent les modèles ouverts qui ont égalé puis quitté la liste.",
  "Par tableau : les tableaux sont distants d'un mois environ, et un retard est arrondi au suivant.",
]

[constants]
month_days = 30.4375
records_min = 5
matched_min = 3
main_preference = 6
few_models = 9
rows_max = 16

[parameters.yardstick]

[columns.source]
meaning = {en = "Source of the scores", fr = "Source des scores"}

[columns.label]
type = "text"
label = {en = "Measure", fr = "Mesure"}
meaning = {en = "Yardstick, clock and direction", fr = "Étalon, horloge et sens"}
[columns.yardstick]
meaning = {en = "Board or scale", fr = "Tableau ou échelle"}

[columns.clock]
[columns.direction]
type = "text"
label = {en = "Direction", fr = "Sens"}
meaning = {en = "forward (from closed records) or backward (from open records)", fr = "forward (depuis les records fermés) ou backward (depuis les records ouverts)"}
[columns.months]
type = "number"
unit = "months"
label = {en = "Median", fr = "Médiane"}
meaning = {en = "Kaplan–Meier median; empty where more than half of the lags have not ended", fr = "Médiane de Kaplan-Meier ; vide si plus de la moitié des retards courent encore"}
[columns.low_months]
type = "number"
unit = "months"
label = {en = "From", fr = "De"}
meaning = {en = "Lower end of the band of 90 %", fr = "Borne basse de la bande à 90 %"}
[columns.high_months]
type = "number"
unit = "months"
label = {en = "To", fr = "À"}
meaning = {en = "Upper end; empty where the data do not reach it", fr = "Borne haute ; vide si les données ne l'atteignent pas"}
[columns.records]
type = "integer"
label = {en = "Records", fr = "Records"}
meaning = {en = "Records counted", fr = "Records comptés"}
[columns.matched]
type = "integer"
label = {en = "Ended", fr = "Terminés"}
meaning = {en = "Of these, lags that have ended", fr = "Dont retards terminés"}
[columns.undated]
type = "integer"
unit = "models"
label = {en = "Left out", fr = "Laissés de côté"}
meaning = {en = "Models of the board without a known day of release", fr = "Modèles du tableau sans jour de sortie connu"}
[columns.testing]
type = "text"
label = {en = "Tests", fr = "Épreuves"}
meaning = {en = "votes (of people, on what they ask), public (questions that all can see), mixed (some tests are private); empty = not known to us", fr = "votes (de personnes, sur ce qu'elles demandent), public (questions visibles de tous), mixed (certaines épreuves sont privées) ; vide = inconnu de nous"}
[columns.as_of]
type = "date"
label = {en = "Until", fr = "Jusqu'au"}
meaning = {en = "Last day of the yardstick", fr = "Dernier jour de l'étalon"}
[columns.shown_of]

[chart]
kind = "interval"
x = "label"
y = "months"
low = "low_months"
high = "high_months"
series = "direction"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.measured]
en = "Half of the closed records were matched by an open model within {months|decimal} months"
fr = "La moitié des records fermés : un égal ouvert en {months|decimal} mois"
[note.measured]
en = "Until {as_of|month}: {records|integer} records, {matched|integer} matched; most likely {low_months|decimal} to {high_months|decimal} months. Published closed models on public boards only."
fr = "Jusqu'en {as_of|month} : {records|integer} records, {matched|integer} égalés ; le plus probablement de {low_months|decimal} à {high_months|decimal} mois. Modèles fermés publiés et tableaux publics seulement."
[finding.two]
en = "Open models matched closed records in {months|decimal} months; {newest_months|decimal} on the newest board"
fr = "Les modèles ouverts ont égalé les records fermés en {months|decimal} mois ; {newest_months|decimal} au dernier tableau"
[note.two]
en = "Median until {as_of|month} of {records|integer} records, {matched|integer} matched (most likely {low_months|decimal} to {high_months|decimal}). By day of release on the board of {newest_on|date}: {newest_months|decimal} months, {newest_records|integer} records, {newest_undated|integer} models undated (most likely {newest_low|decimal} to {newest_high|decimal}). Two yardsticks, not one trend; published models only."
fr = "Médiane jusqu'en {as_of|month} de {records|integer} records, dont {matched|integer} égalés (le plus probablement de {low_months|decimal} à {high_months|decimal}). Par jour de sortie, au tableau du {newest_on|date} : {newest_months|decimal} mois, {newest_records|integer} records, {newest_undated|integer} modèles sans date (le plus probablement de {newest_low|decimal} à {newest_high|decimal}). Deux étalons, non une même tendance ; modèles publiés seulement."
[finding.thin]
en = "Too few records to say how long open models take"
fr = "Trop peu de records pour dire combien de temps il faut aux modèles ouverts"
---*/
WITH lag AS (
    SELECT g.*, coalesce(y.board, g.yardstick) AS board, y.category, coalesce(y.testing, CASE WHEN NOT contains(g.yardstick, '/') THEN 'votes' END) AS testing,
        coalesce(y.preference, CASE WHEN (SELECT count(*) FROM mart_yardstick WHERE preference = 0) > 0 THEN 8 ELSE 1 END) AS preference
    FROM mart_gap_lag g
    LEFT JOIN mart_yardstick y USING (yardstick)
), asked AS (
    SELECT board FROM mart_yardstick WHERE yardstick = $yardstick
)
SELECT source, direction || '_' || clock || '_' || yardstick AS label, yardstick, clock, direction,
    median_days / $month_days AS months, low_days / $month_days AS low_months, high_days / $month_days AS high_months,
    records, matched, undated, testing, as_of, count(*) OVER () AS shown_of
FROM lag
WHERE CASE WHEN $yardstick IS NULL THEN preference <= $main_preference OR preference = $few_models AND category IS NULL
    -- the yardstick chosen, and forward the other categories of its board
    ELSE yardstick = $yardstick OR board = (SELECT board FROM asked) AND direction = 'forward' AND median_days IS NOT NULL END
QUALIFY row_number() OVER (ORDER BY yardstick = $yardstick DESC, preference, records DESC, yardstick, clock, direction) <= $rows_max
ORDER BY yardstick = $yardstick DESC, direction = 'forward' DESC, preference, as_of DESC, clock, yardstick
-- finding
WITH usable AS (
    SELECT * FROM result
    WHERE direction = 'forward' AND months IS NOT NULL AND records >= $records_min AND matched >= $matched_min
), dated AS ( -- no model is left out by board, so that it leads; the newest of its kind
    SELECT u.* FROM usable u LEFT JOIN mart_yardstick y USING (yardstick)
    ORDER BY yardstick = $yardstick DESC, coalesce(y.preference = 0, FALSE) DESC, clock = 'board' DESC, as_of DESC, records DESC, yardstick LIMIT 1
), newest AS (
    SELECT u.* FROM usable u, dated d WHERE $yardstick IS NULL AND u.as_of > d.as_of ORDER BY u.as_of DESC, u.records DESC, u.yardstick LIMIT 1
)
SELECT
    CASE WHEN d.months IS NULL THEN 'thin' WHEN n.months IS NOT NULL THEN 'two' ELSE 'measured' END AS finding_case,
    round(d.months, 1) AS months, round(d.low_months, 1) AS low_months, round(d.high_months, 1) AS high_months, d.records, d.matched,
    round(n.months, 1) AS newest_months, round(n.low_months, 1) AS newest_low, round(n.high_months, 1) AS newest_high, n.records AS newest_records,
    n.undated AS newest_undated, n.as_of AS newest_on,
    coalesce(d.as_of, (SELECT max(as_of) FROM result)) AS as_of,
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM (SELECT 1) AS one LEFT JOIN dated d ON true LEFT JOIN newest n ON true
WHERE EXISTS (FROM result)
