/*---
title    = {en = "Capability gap in points", fr = "Écart de capacité en points"}
question = {en = "How far is the best open model behind the best closed one?", fr = "De combien le meilleur modèle ouvert est-il derrière le meilleur modèle fermé ?"}
unit     = {en = "points between the best closed and the best open model of a board", fr = "points entre le meilleur modèle fermé et le meilleur modèle ouvert d'un tableau"}
grain    = "scale, as_of"
version  = 3
spec_curve = "capability_gap_definitions"
tables   = ["benchmark_score", "board_best", "mart_board_model", "mart_yardstick"]
sources  = "rows"

[formula]
en = "On each board: the best score of a closed model minus the best score of a model whose weights were published. One line a scale: levels and gaps of two scales are never joined. Where no yardstick is chosen, Arena's text board as read live, else the panel's history, else the yardstick that is asked first; of a yardstick without boards of three days or more, the best of each side so far by day of release of the models on its newest board. On Arena scales a gap of g points means that voters prefer the better model in 1 / (1 + 10^(-g / {elo_spread})) of the comparisons."
fr = "Sur chaque tableau : le meilleur score d'un modèle fermé moins le meilleur score d'un modèle aux poids publiés. Une courbe par échelle : niveaux et écarts de deux échelles ne se joignent jamais. Si aucun étalon n'est choisi, le tableau texte d'Arena lu en direct, sinon l'historique du panel, sinon le premier étalon de la liste ; pour un étalon sans tableaux de trois jours au moins, le meilleur de chaque côté à ce jour, par jour de sortie des modèles de son dernier tableau. Sur les échelles d'Arena, un écart de g points signifie que les votants préfèrent le meilleur modèle dans 1 / (1 + 10^(-g / {elo_spread})) des comparaisons."

[limits]
en = [
  "Measured on published closed models: what laboratories keep to themselves is on no board.",
  "Arena measures the preference of voters in chat, not skill at a task, and labs tune for it. Private tests have shown wider gaps than public ones.",
  "In the panel the newest boards list the top models only, and no board is at hand from August 2025 to March 2026.",
  "Open means that the weights were published, under any terms.",
]
fr = [
  "Mesuré sur les modèles fermés publiés : ce que les laboratoires gardent pour eux n'est sur aucun tableau.",
  "Arena mesure la préférence de votants en conversation, non l'aptitude à une tâche, et les laboratoires s'y ajustent. Des tests privés ont montré des écarts plus grands que les publics.",
  "Dans le panel, les tableaux les plus récents ne listent que les premiers modèles, et aucun n'est disponible d'août 2025 à mars 2026.",
  "Ouvert signifie que les poids ont été publiés, quelles qu'en soient les conditions.",
]

[constants]
elo_spread = 400
gap_days = 75
boards_for_range = 6
preliminary_votes = 5000

[parameters.yardstick]

[columns.source]
meaning = {en = "Who recorded the board", fr = "Qui a relevé le tableau"}

[columns.scale]
type = "text"
label = {en = "Scale", fr = "Échelle"}
meaning = {en = "Scale of the scores; two are never joined", fr = "Échelle des scores ; deux échelles ne se joignent jamais"}
[columns.clock]
[columns.as_of]
label = {en = "Board of", fr = "Tableau du"}

[columns.points]
type = "number"
unit = "points"
label = {en = "Gap", fr = "Écart"}
meaning = {en = "Best closed score minus best open score", fr = "Meilleur score fermé moins meilleur score ouvert"}
[columns.best_closed]
type = "text"
label = {en = "Best closed", fr = "Meilleur fermé"}
meaning = {en = "Best closed model", fr = "Meilleur modèle fermé"}
[columns.closed_score]
type = "number"
unit = "score"
label = {en = "Its score", fr = "Son score"}
meaning = {en = "Score of the best closed model", fr = "Score du meilleur modèle fermé"}
[columns.best_open]
type = "text"
label = {en = "Best open", fr = "Meilleur ouvert"}
meaning = {en = "Best model with published weights", fr = "Meilleur modèle aux poids publiés"}
[columns.open_score]
type = "number"
unit = "score"
label = {en = "Its score, open", fr = "Son score, ouvert"}
meaning = {en = "Score of the best open model", fr = "Score du meilleur modèle ouvert"}
[columns.closed_preferred]
type = "number"
unit = "share"
label = {en = "Closed preferred", fr = "Fermé préféré"}
meaning = {en = "Part of the comparisons in which voters would prefer the best closed model; Arena scales only", fr = "Part des comparaisons où les votants préféreraient le meilleur modèle fermé ; échelles d'Arena seulement"}
[columns.closed_votes]
type = "integer"
label = {en = "Its votes", fr = "Ses votes"}
meaning = {en = "Votes of the best closed model on that board; below {preliminary_votes} its score is preliminary", fr = "Votes du meilleur modèle fermé à ce tableau ; sous {preliminary_votes}, son score est provisoire"}
[columns.open_votes]
type = "integer"
label = {en = "Its votes, open", fr = "Ses votes, ouvert"}
meaning = {en = "Votes of the best open model on that board", fr = "Votes du meilleur modèle ouvert à ce tableau"}
[columns.flags]
meaning = {en = "gap: more than {gap_days} days since the board before", fr = "gap : plus de {gap_days} jours depuis le tableau précédent"}

[chart]
kind = "line"
x = "as_of"
y = "points"
series = "scale"
facet = "scale"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."
[[changelog]]
version = 2
on = 2026-11-28
en = "Where no yardstick is chosen and Arena is not read live, the panel's boards alone; another yardstick only where there is no panel."
fr = "Si aucun étalon n'est choisi et qu'Arena n'est pas lu en direct, les seuls tableaux du panel ; un autre étalon là où il n'y a pas de panel."

[[changelog]]
version = 3
on = 2026-11-29
en = "A best model with few votes is told as preliminary; the panel's boards go on to October 2026."
fr = "Un meilleur modèle qui a peu de votes est dit provisoire ; les tableaux du panel vont jusqu'en octobre 2026."

[finding.closed]
en = "The best closed model leads the best open one by {points|integer} points"
fr = "Le meilleur modèle fermé devance le meilleur ouvert de {points|integer} points"
[note.closed]
en = "{best_closed|text} {closed_score|integer}, {best_open|text} {open_score|integer}, {as_of|date}. Since {since|month} the gap has been between {narrowest|integer} ({narrowest_on|month}) and {widest|integer} points ({widest_on|month}), over scales that do not join.[ Preliminary: {few_closed|integer} votes for {best_closed|text}.][ Preliminary: {few_open|integer} votes for {best_open|text}.]"
fr = "{best_closed|text} {closed_score|integer}, {best_open|text} {open_score|integer}, le {as_of|date}. Depuis {since|month}, l'écart a varié entre {narrowest|integer} ({narrowest_on|month}) et {widest|integer} points ({widest_on|month}), sur des échelles qui ne se joignent pas.[ Provisoire : {few_closed|integer} votes pour {best_closed|text}.][ Provisoire : {few_open|integer} votes pour {best_open|text}.]"
[finding.closed_one]
en = "The best closed model leads the best open one by {points|decimal} points"
fr = "Le meilleur modèle fermé devance le meilleur ouvert de {points|decimal} points"
[note.closed_one]
en = "{best_closed|text} {closed_score|decimal}, {best_open|text} {open_score|decimal}, {as_of|date}. Since {since|month} the gap has been between {narrowest|decimal} ({narrowest_on|month}) and {widest|decimal} points ({widest_on|month}).[ Preliminary: {few_closed|integer} votes for {best_closed|text}.][ Preliminary: {few_open|integer} votes for {best_open|text}.]"
fr = "{best_closed|text} {closed_score|decimal}, {best_open|text} {open_score|decimal}, le {as_of|date}. Depuis {since|month}, l'écart a varié entre {narrowest|decimal} ({narrowest_on|month}) et {widest|decimal} points ({widest_on|month}).[ Provisoire : {few_closed|integer} votes pour {best_closed|text}.][ Provisoire : {few_open|integer} votes pour {best_open|text}.]"
[finding.open]
en = "The best open model leads the best closed one by {ahead|integer} points"
fr = "Le meilleur modèle ouvert devance le meilleur fermé de {ahead|integer} points"
[note.open]
en = "{best_open|text} {open_score|integer}, {best_closed|text} {closed_score|integer}, {as_of|date}.[ Preliminary: {few_closed|integer} votes for {best_closed|text}.][ Preliminary: {few_open|integer} votes for {best_open|text}.]"
fr = "{best_open|text} {open_score|integer}, {best_closed|text} {closed_score|integer}, le {as_of|date}.[ Provisoire : {few_closed|integer} votes pour {best_closed|text}.][ Provisoire : {few_open|integer} votes pour {best_open|text}.]"
[finding.level]
en = "The best open and the best closed model are level"
fr = "Le meilleur modèle ouvert et le meilleur modèle fermé sont à égalité"
---*/
WITH asked AS (
    SELECT coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE preference = 0 OR NOT EXISTS (FROM board_best WHERE NOT contains(scale, '/'))
        ORDER BY preference, yardstick LIMIT 1
    )) AS yardstick
), scale_asked AS ( -- the panel's history has names of its own for the scales of its sources
    SELECT DISTINCT b.source, b.scale
    FROM board_best b, asked a
    WHERE CASE WHEN a.yardstick IS NULL THEN NOT contains(b.scale, '/')
        ELSE b.scale = a.yardstick OR NOT contains(b.scale, '/') AND b.source = (
            SELECT source FROM mart_yardstick y WHERE y.yardstick = a.yardstick AND NOT contains(y.yardstick, '/')
        ) END
), board AS (
    SELECT b.source, b.scale, 'board' AS clock, b.as_of,
        arg_max(b.model, b.score) FILTER (b.side = 'closed') AS best_closed,
        max(b.score) FILTER (b.side = 'closed') AS closed_score,
        arg_max(b.model, b.score) FILTER (b.side = 'open') AS best_open,
        max(b.score) FILTER (b.side = 'open') AS open_score
    FROM board_best b SEMI JOIN scale_asked USING (source, scale)
    GROUP BY ALL
), released AS ( -- a yardstick without boards of several days: the models of its newest, by day of release
    SELECT concat_ws('+', b.source, b.catalogue_source) AS source, b.yardstick AS scale, b.released_on, b.model, b.side, b.score
    FROM mart_board_model b JOIN asked USING (yardstick)
    WHERE b.side IS NOT NULL AND b.released_on <= b.as_of AND NOT EXISTS (FROM scale_asked)
), running AS (
    SELECT
        (SELECT array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+') FROM released) AS source,
        scale, 'release' AS clock, released_on AS as_of,
        arg_max(model, score) FILTER (side = 'closed') OVER w AS best_closed,
        max(score) FILTER (side = 'closed') OVER w AS closed_score,
        arg_max(model, score) FILTER (side = 'open') OVER w AS best_open,
        max(score) FILTER (side = 'open') OVER w AS open_score
    FROM released
    WINDOW w AS (ORDER BY released_on)
), moved AS ( -- days on which either best changed
    SELECT * FROM (SELECT DISTINCT ON (as_of) * FROM running)
    QUALIFY coalesce(ROW(closed_score, open_score) <> lag(ROW(closed_score, open_score)) OVER (ORDER BY as_of), TRUE)
)
SELECT source, scale, clock, as_of,
    closed_score - open_score AS points,
    best_closed, closed_score, best_open, open_score,
    CASE WHEN scale IN ('elo-online', 'bradley-terry') OR starts_with(scale, 'arena')
        THEN 1 / (1 + 10 ** ((open_score - closed_score) / $elo_spread)) END AS closed_preferred,
    (SELECT max(v.votes) FROM benchmark_score v WHERE (v.source, v.as_of, v.model) = (g.source, g.as_of, g.best_closed)) AS closed_votes,
    (SELECT max(v.votes) FROM benchmark_score v WHERE (v.source, v.as_of, v.model) = (g.source, g.as_of, g.best_open)) AS open_votes,
    CASE WHEN clock = 'board' AND as_of - lag(as_of) OVER (PARTITION BY scale ORDER BY as_of) > $gap_days THEN 'gap' END AS flags
FROM (FROM board UNION ALL FROM moved) g
WHERE closed_score IS NOT NULL AND open_score IS NOT NULL
ORDER BY min(as_of) OVER (PARTITION BY scale), scale, as_of
-- finding
WITH newest AS (
    SELECT * FROM result ORDER BY as_of DESC, source, scale LIMIT 1
), span AS (
    SELECT min(as_of) AS since,
        min(points) AS narrowest, arg_min(as_of, points) AS narrowest_on,
        max(points) AS widest, arg_max(as_of, points) AS widest_on, count(*) AS boards, count(DISTINCT scale) AS scales
    FROM result
    WHERE closed_preferred IS NOT NULL OR scale = (SELECT scale FROM newest)
)
SELECT
    CASE WHEN points > 0 AND scales = 1 THEN 'closed_one' WHEN points > 0 THEN 'closed' WHEN points < 0 THEN 'open' ELSE 'level' END AS finding_case,
    newest.*, -points AS ahead, CASE WHEN closed_votes < $preliminary_votes THEN closed_votes END AS few_closed,
    CASE WHEN open_votes < $preliminary_votes THEN open_votes END AS few_open, since, narrowest, narrowest_on, widest, widest_on,
    CASE WHEN boards < $boards_for_range THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN boards < $boards_for_range THEN 'few_readings' END AS confidence_reason
FROM newest, span
