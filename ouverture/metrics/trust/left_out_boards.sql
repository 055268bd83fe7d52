/*---
title    = {en = "What a number from boards leaves out", fr = "Ce qu'un chiffre tiré des tableaux laisse de côté"}
question = {en = "Which models of the newest boards are not in the number, and why?", fr = "Quels modèles des derniers tableaux ne sont pas dans le chiffre, et pourquoi ?"}
unit     = {en = "what is left out, by reason", fr = "ce qui est laissé de côté, par raison"}
grain    = "source, why"
version  = 1
tables   = ["mart_board_model", "mart_yardstick"]
sources  = "rows"

[formula]
en = "On the newest board of each yardstick shown: models of which it is not known whether their weights are published (side_unknown: in no gap), without a day of release (undated: in no lag), without a price (unpriced: in no price gap), open ones without a known size (unsized: in no frontier)."
fr = "Sur le dernier tableau de chaque étalon montré : modèles dont on ignore si les poids sont publiés (side_unknown : dans aucun écart), sans jour de sortie (undated : dans aucun retard), sans prix (unpriced : dans aucun écart de prix), ouverts de taille inconnue (unsized : dans aucune frontière)."

[limits]
en = ["A model may be left out for several reasons: rows are not to be added."]
fr = ["Un modèle peut être écarté pour plusieurs raisons : les lignes ne s'additionnent pas."]

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

[finding.some]
en = "On {yardsticks|integer} boards, models lack a side, a date, a price or a size"
fr = "Sur {yardsticks|integer} tableaux, des modèles sans camp, date, prix ou taille"
---*/
WITH board AS (
    SELECT * FROM mart_board_model SEMI JOIN (FROM mart_yardstick WHERE preference <= 6) USING (yardstick)
), reason AS (
    SELECT *, unnest([
        {'why': 'side_unknown', 'holds': side IS NULL}, {'why': 'undated', 'holds': released_on IS NULL},
        {'why': 'unpriced', 'holds': price_blended_usd_per_mtok IS NULL},
        {'why': 'unsized', 'holds': side = 'open' AND parameters_total_b IS NULL}
    ], recursive := true)
    FROM board
)
SELECT source, as_of AS snapshot_date, why, 'models' AS what, count(*) AS number, NULL::BIGINT AS amount,
    count(*) / (SELECT count(*) FROM board b WHERE (b.source, b.as_of) = (r.source, r.as_of)) AS share,
    list(model ORDER BY score DESC, model)[:5] AS largest
FROM reason r
WHERE holds
GROUP BY source, as_of, why
ORDER BY as_of DESC, source, why
-- finding
SELECT 'some' AS finding_case, count(DISTINCT (source, snapshot_date)) AS yardsticks, max(snapshot_date) AS as_of, 'high' AS confidence
FROM result
HAVING count(*) > 0
