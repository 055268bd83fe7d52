/*---
title    = {en = "Rank of labs over time", fr = "Rang des laboratoires au fil du temps"}
question = {en = "Which labs climb and which fall back in downloads?", fr = "Quels laboratoires montent et lesquels reculent, en téléchargements ?"}
unit     = {en = "rank by downloads in 30 days", fr = "rang selon les téléchargements sur 30 jours"}
grain    = "line, snapshot_date, lab_id"
version  = 6
tables   = ["mart_adoption", "mart_joint", "mart_lab", "mart_mover", "organisation", "organisation_coverage", "series_line"]
sources  = "rows"

[formula]
en = "Labs listed at the first and the last reading of the window, and at {listed_share} (1 = all) of its readings at least, are ranked at each reading; where one is not listed it keeps its last sum for the ranks of the others, and its line is not drawn there; the {shown} first of the latest reading are drawn. Raw: by the sum of their 30-day counters. Like for like: by the latest sum walked back, at each step, with the growth of those models of the lab that two successive readings both list. A single model is named where one step of it took from the former first more than it now lacks. The window reaches back the chosen number of days from the latest reading of the line. Own snapshots go on from an archive's line if both agree within 5 % on every day that both describe; else each side of the break is ranked by itself."
fr = "Les laboratoires listés au premier et au dernier relevé de la période, et à {listed_share} (1 = tous) de ses relevés au moins, sont classés à chaque relevé ; là où l'un manque, il garde sa dernière somme pour le rang des autres, sans être tracé ; les {shown} premiers du dernier relevé sont tracés. Brut : selon la somme des compteurs de 30 jours. À périmètre constant : selon la dernière somme, ramenée en arrière à chaque étape par la croissance de ceux de ses modèles que listent deux relevés successifs. Un modèle isolé est nommé lorsqu'une seule étape de celui-ci a coûté à l'ancien premier plus que ce qui lui manque aujourd'hui. La période remonte du nombre de jours choisi à partir du dernier relevé de la courbe. Les relevés propres prolongent la courbe d'une archive si les deux s'accordent à 5 % près chaque jour que les deux décrivent ; sinon, chaque côté de la rupture est classé à part."

[limits]
en = [
  "A lab that joins the list within the window, or is missing from more than a few readings, is not ranked, however large it is.",
  "Raw ranks jump when an organisation of a lab enters the list (flag break).",
  "Like for like leaves out what a new model brings at the reading where it first appears.",
  "Like for like, a lab may pass another at an earlier or a later reading than in the totals as listed, which the page Concentration compares.",
  "A single repository can move a lab by several places.",
  "A lab whose list is incomplete in the source (flag partial) may rank too low.",
]
fr = [
  "Un laboratoire entré dans la liste pendant la période, ou absent de plus de quelques relevés, n'est pas classé, quelle que soit sa taille.",
  "Les rangs bruts sautent quand une organisation du laboratoire entre dans la liste (marque break).",
  "À périmètre constant, l'apport d'un nouveau modèle au relevé où il apparaît est laissé de côté.",
  "À périmètre constant, un laboratoire peut en dépasser un autre à un relevé antérieur ou postérieur à celui des totaux tels que listés, que compare la page Concentration.",
  "Un seul dépôt peut déplacer un laboratoire de plusieurs rangs.",
  "Un laboratoire dont la liste est incomplète dans la source (marque partial) peut être classé trop bas.",
]

[constants]
shown = 10
listed_share = 0.9
uncounted = 0.01

[parameters.tasks]
[parameters.basis]

[parameters.rank_by]
type = "text"
default = "like_for_like"
allowed = ["like_for_like", "raw"]
label = {en = "Ranked by", fr = "Classés par"}

[parameters.days]
type = "integer"
default = 240
min = 30
max = 3650
label = {en = "Window in days", fr = "Période en jours"}

[columns.source]
like = "source_hub"
[columns.line]
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_registry"

[columns.rank]
type = "integer"
unit = "rank"
label = {en = "Rank in the window", fr = "Rang dans la période"}
meaning = {en = "Rank among the labs listed throughout the window", fr = "Rang parmi les laboratoires listés tout au long de la période"}

[columns.ranked_labs]
type = "integer"
unit = "labs"
label = {en = "Labs ranked", fr = "Laboratoires classés"}
meaning = {en = "How many labs are listed throughout the window", fr = "Nombre de laboratoires listés tout au long de la période"}

[columns.downloads_30d]
meaning = {en = "Sum of the 30-day counters as read, raw ranks follow it", fr = "Somme des compteurs de 30 jours tels que relevés ; les rangs bruts la suivent"}
[columns.uncounted_downloads_30d]

[columns.like_for_like]
type = "number"
unit = "downloads"
label = {en = "Downloads, like for like", fr = "Téléchargements à périmètre constant"}
meaning = {en = "The latest sum walked back with the growth of the same models", fr = "Dernière somme, ramenée en arrière par la croissance des mêmes modèles"}

[columns.joint]
[columns.joint_gap]
[columns.flags]
meaning = {en = "break (an organisation of the lab entered, or another source from here), gap (there), partial (list known to be incomplete), stale (counters that did not move)", fr = "break (une organisation du laboratoire est arrivée, ou autre source dès ici), gap (là), partial (liste incomplète), stale (compteurs figés)"}

[chart]
kind = "bump"
x = "snapshot_date"
y = "rank"
series = "lab_id"
facet = "line"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-24
en = "A lab may be missing from a few readings."
fr = "Un laboratoire peut manquer à quelques relevés."

[[changelog]]
version = 3
on = 2026-11-24
en = "Ranks run on from an archive's readings into own snapshots where both agree; a break otherwise."
fr = "Les rangs se prolongent des relevés d'une archive dans les relevés propres là où les deux s'accordent ; sinon, une rupture."

[[changelog]]
version = 4
on = 2026-11-28
en = "The sentence says from which reading on the leader is first."
fr = "La phrase dit à partir de quel relevé le premier l'est."

[[changelog]]
version = 5
on = 2026-11-29
en = "Missing counts are flagged partial and move no earlier place."
fr = "Les comptes manquants portent la marque partial et ne déplacent aucun rang antérieur."

[[changelog]]
version = 6
on = 2026-11-29
en = "Values carried back are called so; a change that turns on a model left out as machine traffic says so, and is of low confidence."
fr = "Les valeurs à périmètre constant sont dites telles ; un écart qui tient à un modèle écarté comme trafic de machines le dit, confiance faible."

[finding.one_model]
en = "{leader|lab} is first, after {model|text} fell from {model_before|compact} to {model_after|compact}"
fr = "{leader|lab} premier, après la chute de {model|text} ({model_before|compact} à {model_after|compact})"
[note.one_model]
en = "That fall is larger than the lead over {leader_before|lab}, first on {since|date}, among {labs|integer} labs listed throughout."
fr = "Cette chute dépasse l'avance sur {leader_before|lab}, premier le {since|date}, parmi {labs|integer} laboratoires listés tout du long."

[finding.machine]
en = "{leader|lab} is first, after machine traffic of {leader_before|lab} fell"
fr = "{leader|lab} premier, après la chute d'un trafic de machines de {leader_before|lab}"
[note.machine]
en = "{model|text} fell from {model_before|compact} to {model_after|compact}, more than the lead over {leader_before|lab}, first on {since|date}, among {labs|integer} labs listed throughout."
fr = "{model|text} est tombé de {model_before|compact} à {model_after|compact}, plus que l'avance sur {leader_before|lab}, premier le {since|date}, parmi {labs|integer} laboratoires listés tout du long."

[finding.overtook]
en = "{leader|lab} passed {leader_before|lab} to the first place in downloads"
fr = "{leader|lab} prend la première place à {leader_before|lab}, en téléchargements"
[note.overtook]
en = "First at every reading from {leads_from|date} on[, on the same models as on {chained|date}: as listed the day may differ]. Since {since|date}, among the {labs|integer} labs listed throughout; labs that joined the list later are not ranked."
fr = "Premier à chaque relevé à partir du {leads_from|date}[, sur les mêmes modèles que le {chained|date} : tels que listés, le jour peut différer]. Depuis le {since|date}, parmi les {labs|integer} laboratoires listés tout du long ; ceux entrés plus tard dans la liste ne sont pas classés."

[finding.climbed]
en = "{lab|lab} climbed from place {before|integer} to place {after|integer}; {leader|lab} is first"
fr = "{lab|lab} passe de la place {before|integer} à la place {after|integer} ; {leader|lab} est en tête"
[note.climbed]
en = "Since {since|date}, among the {labs|integer} labs listed throughout; labs that joined the list later are not ranked."
fr = "Depuis le {since|date}, parmi les {labs|integer} laboratoires listés tout du long ; ceux entrés plus tard dans la liste ne sont pas classés."

[finding.steady]
en = "None of the leading labs climbed; {leader|lab} is first"
fr = "Aucun des premiers laboratoires n'a gagné de place ; {leader|lab} est en tête"
[note.steady]
en = "Since {since|date}, among the {labs|integer} labs listed throughout; labs that joined the list later are not ranked."
fr = "Depuis le {since|date}, parmi les {labs|integer} laboratoires listés tout du long ; ceux entrés plus tard dans la liste ne sont pas classés."

[finding.thin]
en = "Too few readings to tell who climbed"
fr = "Trop peu de relevés pour dire qui monte"
---*/
WITH run AS (
    SELECT * FROM series_line WHERE asked = 'auto'
    QUALIFY snapshot_date >= max(snapshot_date) OVER (PARTITION BY line) - $days::INTEGER
), measured AS ( -- at a joint that holds, the first own reading is compared with the archive's last before it
    FROM mart_adoption
    UNION ALL BY NAME
    FROM mart_joint WHERE run_id IN (SELECT run_id FROM run WHERE joint = 'joined')
), total AS (
    SELECT r.chain, r.snapshot_date, r.run_id, a.lab_id,
        sum(a.downloads_30d) AS downloads,
        coalesce(sum(a.uncounted_downloads_30d), 0) AS uncounted,
        sum(a.common_downloads_30d) AS after,
        sum(a.common_downloads_30d_before) AS before
    FROM run r JOIN measured a USING (run_id)
    WHERE a.lab_id IS NOT NULL AND ($tasks = 'all' OR a.task_scope = $tasks) AND ($basis = 'raw' OR NOT a.excluded)
    GROUP BY r.chain, r.snapshot_date, r.run_id, a.lab_id
), span AS (
    SELECT chain, count(*) AS readings, min(snapshot_date) AS first_on, max(snapshot_date) AS last_on FROM run GROUP BY chain
), steady AS ( -- those that are ranked
    SELECT chain, lab_id
    FROM total JOIN span USING (chain)
    GROUP BY chain, lab_id
    HAVING count(downloads) >= $listed_share * any_value(readings)
        AND bool_or(snapshot_date = first_on AND downloads IS NOT NULL)
        AND bool_or(snapshot_date = last_on AND downloads IS NOT NULL)
), cell AS ( -- one row a ranked lab and reading, with its last sum where it is not listed
    SELECT r.*, s.lab_id, t.downloads,
        last_value(t.downloads IGNORE NULLS) OVER past AS held,
        last_value(t.downloads IGNORE NULLS) OVER earlier AS held_before,
        t.uncounted AS uncounted_downloads, t.uncounted > 0 AND t.uncounted >= $uncounted * (t.downloads + t.uncounted) AS uncounted, t.after, t.before
    FROM run r
    JOIN steady s USING (chain)
    LEFT JOIN total t ON t.run_id = r.run_id AND t.lab_id = s.lab_id
    WINDOW
        past AS (PARTITION BY r.chain, s.lab_id ORDER BY r.snapshot_date ROWS UNBOUNDED PRECEDING),
        earlier AS (PARTITION BY r.chain, s.lab_id ORDER BY r.snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), stepped AS ( -- growth on the models in common; after a reading that misses the lab, of its sums
    SELECT *,
        CASE WHEN downloads IS NULL OR held_before IS NULL THEN 1
            WHEN before > 0 AND after > 0 THEN after / before
            ELSE held / nullif(held_before, 0) END AS growth
    FROM cell
), walked AS ( -- from the newest sum that lacks no counts
    SELECT *,
        arg_max(held / grown, snapshot_date) FILTER (NOT coalesce(uncounted, FALSE)) OVER whole * grown AS like_for_like,
        count(*) FILTER (coalesce(growth, 0) = 0) OVER whole AS holes
    FROM (SELECT *, product(growth) OVER (PARTITION BY chain, lab_id ORDER BY snapshot_date) AS grown FROM stepped)
    WINDOW whole AS (PARTITION BY chain, lab_id)
), ranked AS (
    SELECT w.*, s.first_on, s.last_on,
        rank() OVER (PARTITION BY w.chain, w.snapshot_date
            ORDER BY CASE WHEN $rank_by = 'raw' THEN held ELSE like_for_like END DESC) AS rank,
        count(*) OVER (PARTITION BY w.chain, w.snapshot_date) AS ranked_labs
    FROM walked w JOIN span s USING (chain)
    WHERE holes = 0
), entered AS (
    SELECT run_id, lab_id FROM mart_lab GROUP BY run_id, lab_id HAVING bool_or(len(organisations_entered) > 0)
), incomplete AS (
    SELECT DISTINCT c.run_id, o.lab_id
    FROM organisation_coverage c JOIN organisation o USING (organisation_id)
    WHERE c.incomplete
), drawn AS (
    SELECT chain, lab_id, rank AS last_rank FROM ranked WHERE snapshot_date = last_on AND rank <= $shown
)
SELECT
    r.source,
    r.line,
    r.snapshot_date,
    r.lab_id,
    r.rank,
    r.ranked_labs,
    r.downloads::BIGINT AS downloads_30d,
    r.uncounted_downloads::BIGINT AS uncounted_downloads_30d,
    r.like_for_like::DOUBLE AS like_for_like,
    r.joint,
    r.joint_gap,
    nullif(concat_ws(' ',
        CASE WHEN r.flags LIKE '%stale%' THEN 'stale' END,
        CASE WHEN r.joint = 'break' THEN 'break gap' WHEN e.run_id IS NOT NULL AND r.snapshot_date > r.first_on THEN 'break' END,
        CASE WHEN i.run_id IS NOT NULL OR r.uncounted THEN 'partial' END), '') AS flags
FROM ranked r
JOIN drawn d USING (chain, lab_id)
LEFT JOIN entered e ON e.run_id = r.run_id AND e.lab_id = r.lab_id
LEFT JOIN incomplete i ON i.run_id = r.run_id AND i.lab_id = r.lab_id
WHERE r.downloads IS NOT NULL
ORDER BY r.line, d.last_rank, r.lab_id, r.snapshot_date
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
        AND snapshot_date >= coalesce((SELECT max(snapshot_date) FROM result WHERE joint = 'break'), DATE '2000-01-01')
), lab AS (
    SELECT lab_id, arg_min(rank, snapshot_date) AS before, arg_max(rank, snapshot_date) AS after FROM chosen GROUP BY lab_id
), best AS (
    SELECT * FROM lab ORDER BY before - after DESC, after, lab_id LIMIT 1
), first_place AS ( -- a first place of long ago may belong to a lab no longer among those drawn: then nobody is named
    SELECT coalesce(list(lab_id ORDER BY lab_id) FILTER (after = 1), []) AS leader,
        coalesce(list(lab_id ORDER BY lab_id) FILTER (before = 1), []) AS leader_before
    FROM lab
), ahead AS ( -- the reading from which on the leader is first
    SELECT min(snapshot_date) AS leads_from FROM chosen, first_place
    WHERE lab_id = leader[1] AND snapshot_date > coalesce((SELECT max(snapshot_date) FROM chosen, first_place WHERE lab_id = leader[1] AND rank > 1), DATE '2000-01-01')
), span AS (
    SELECT min(snapshot_date) AS since, max(snapshot_date) AS as_of, max(ranked_labs) AS labs,
        count(DISTINCT snapshot_date) AS readings, count(*) FILTER (flags LIKE '%partial%') > 0 AS incomplete,
        bool_and(uncounted_downloads_30d > 0 AND uncounted_downloads_30d >= $uncounted * (downloads_30d + uncounted_downloads_30d)) FILTER (flags LIKE '%partial%') AS uncounted
    FROM chosen
), fall AS ( -- the largest fall of one model of the former first
    SELECT m.model_id AS model, m.downloads_before AS model_before, m.downloads_after AS model_after, m.excluded AS machine
    FROM mart_mover m, span, first_place
    WHERE m.source IN (SELECT source FROM chosen) AND m.lab_id = leader_before[1] AND m.snapshot_date > since
        AND ($tasks = 'all' OR m.task_scope = $tasks) AND ($basis = 'raw' OR NOT m.excluded)
        AND m.downloads_before - m.downloads_after > (
            SELECT max(level) FILTER (lab_id = leader[1]) - max(level) FILTER (lab_id = leader_before[1])
            FROM (SELECT *, CASE WHEN $rank_by = 'raw' THEN downloads_30d ELSE like_for_like END AS level FROM chosen)
            WHERE snapshot_date = as_of)
    ORDER BY m.downloads_before - m.downloads_after DESC, m.model_id
    LIMIT 1
)
SELECT
    CASE WHEN readings < 2 THEN 'thin'
        WHEN len(leader) = 1 AND len(leader_before) = 1 AND leader <> leader_before AND model IS NOT NULL
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN len(leader) = 1 AND len(leader_before) = 1 AND leader <> leader_before THEN 'overtook'
        WHEN before > after THEN 'climbed'
        ELSE 'steady' END AS finding_case,
    lab_id AS lab, before, after, since, labs,
    leader, leader_before, leads_from, CASE WHEN $rank_by <> 'raw' THEN since END AS chained, model, model_before, model_after, as_of,
    CASE WHEN readings < 3 OR finding_case IN ('one_model', 'machine') THEN 'low' WHEN incomplete THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN readings < 3 THEN 'few_readings' WHEN finding_case IN ('one_model', 'machine') THEN 'one_model' WHEN uncounted THEN 'missing_counts' WHEN incomplete THEN 'incomplete_list' END AS confidence_reason
FROM span, best, ahead, first_place LEFT JOIN fall ON TRUE
