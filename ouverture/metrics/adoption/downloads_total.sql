/*---
title    = {en = "All listed downloads, like for like", fr = "Tous les téléchargements listés, à périmètre constant"}
question = {en = "Does the use of open models grow, or only the list?", fr = "L'usage des modèles ouverts croît-il, ou seulement la liste ?"}
unit     = {en = "downloads in 30 days", fr = "téléchargements sur 30 jours"}
grain    = "source, snapshot_date, line"
version  = 4
tables   = ["like_for_like", "mart_swing", "series_run"]
sources  = "rows"

[formula]
en = "Raw: sum of the 30-day counters of all listed models. Like for like: the newest sum carried back by the growth of the models that two successive readings both list. Coverage: part of a reading's downloads on models that the one before listed too."
fr = "Brut : somme des compteurs de 30 jours de tous les modèles listés. À périmètre constant : la dernière somme, rétropolée par la croissance des modèles que deux relevés successifs listent tous deux. Couverture : part des téléchargements d'un relevé sur des modèles déjà listés au précédent."

[limits]
en = [
  "What enters between two readings counts as growth in the raw line only.",
  "The like-for-like line leaves out what new models bring at the reading that first shows them.",
  "30-day windows of two readings may overlap: never add them.",
]
fr = [
  "Ce qui entre entre deux relevés ne compte comme croissance que dans la ligne brute.",
  "La ligne à périmètre constant ignore l'apport des nouveautés au relevé qui les montre d'abord.",
  "Les fenêtres de 30 jours de deux relevés peuvent se recouvrir : ne jamais les additionner.",
]

[constants]
gap_days = 45
coverage_medium = 0.8
one_model_change = 0.05

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
[columns.snapshot_date]

[columns.line]
type = "text"
label = {en = "Line", fr = "Ligne"}
meaning = {en = "raw, or like_for_like", fr = "raw (brut) ou like_for_like (à périmètre constant)"}

[columns.downloads_30d]
[columns.models]

[columns.coverage]
type = "number"
unit = "share"
label = {en = "Compared", fr = "Comparé"}
meaning = {en = "Part of the downloads on models that the reading before listed too", fr = "Part des téléchargements sur des modèles déjà listés au relevé précédent"}

[columns.organisations_entered]
[columns.organisations_left]
[columns.flags]

[chart]
kind = "line"
x = "snapshot_date"
y = "downloads_30d"
series = "line"
facet = "source"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "Growth as listed beside growth on the same models; organisations that joined and left again are not counted."
fr = "La croissance telle que listée à côté de celle à périmètre constant ; les organisations entrées puis sorties ne sont pas comptées."

[[changelog]]
version = 3
on = 2026-11-29
en = "A reading that lacks counts lowers the coverage and is flagged partial; it moves no earlier total and is not the one told."
fr = "Un relevé où manquent des comptes abaisse la part comparée et porte partial ; il ne déplace aucun total antérieur et n'est pas celui du titre."

[[changelog]]
version = 4
on = 2026-11-30
en = "Growth is told from the reading after which every step compares enough, as on the other cards; where it turns on one model the title says so."
fr = "La croissance part du relevé après lequel chaque étape compare assez, comme sur les autres cartes ; si elle tient à un seul modèle, le titre le dit."

[finding.both]
en = "Listed downloads: {raw|signed_percent} as listed, {like|signed_percent} like for like"
fr = "Téléchargements : {raw|signed_percent} tels que listés, {like|signed_percent} à périmètre constant"
[note.both]
en = "Since {since|date}, when {raw_before|compact} were listed; now {now|compact}. The difference is what entered or left the list: models[, and organisations that joined it and stayed: {entered|integer}]."
fr = "Depuis le {since|date}, où {raw_before|compact} étaient listés ; aujourd'hui {now|compact}. La différence est ce qui est entré dans la liste ou en est sorti : des modèles[, et des organisations entrées et restées : {entered|integer}]."

[finding.one_model]
en = "Downloads: {raw|signed_percent} as listed; {like|signed_percent} like for like hangs on one model"
fr = "Téléchargements : {raw|signed_percent} ; à périmètre constant, {like|signed_percent} dus à un modèle"
[note.one_model]
en = "Since {since|date}, when {raw_before|compact} were listed; now {now|compact}. The difference is what entered or left the list: models[, and organisations that joined it and stayed: {entered|integer}]. Without {model|text} the whole series gives {like_without|signed_percent} like for like."
fr = "Depuis le {since|date}, où {raw_before|compact} étaient listés ; aujourd'hui {now|compact}. La différence est ce qui est entré dans la liste ou en est sorti : des modèles[, et des organisations entrées et restées : {entered|integer}]. Sans {model|text}, toute la série donne {like_without|signed_percent} à périmètre constant."

[finding.machine]
en = "Downloads: {raw|signed_percent} as listed; {like|signed_percent} like for like hangs on machine traffic"
fr = "Téléchargements : {raw|signed_percent} ; à périmètre constant, {like|signed_percent} dus aux machines"
[note.machine]
en = "Since {since|date}, when {raw_before|compact} were listed; now {now|compact}. The difference is what entered or left the list: models[, and organisations that joined it and stayed: {entered|integer}]. Without {model|text}, machine traffic, the whole series gives {like_without|signed_percent} like for like."
fr = "Depuis le {since|date}, où {raw_before|compact} étaient listés ; aujourd'hui {now|compact}. La différence est ce qui est entré dans la liste ou en est sorti : des modèles[, et des organisations entrées et restées : {entered|integer}]. Sans {model|text}, trafic de machines, toute la série donne {like_without|signed_percent} à périmètre constant."

[finding.one_reading]
en = "{now|compact} listed downloads in 30 days; no earlier reading to compare"
fr = "{now|compact} téléchargements listés en 30 jours ; aucun relevé antérieur à comparer"
---*/
SELECT c.source, c.snapshot_date, l.line,
    round(CASE l.line WHEN 'raw' THEN c.downloads ELSE c.volume END)::BIGINT AS downloads_30d,
    c.models::BIGINT AS models, c.coverage::DOUBLE AS coverage, r.organisations_entered, r.organisations_left,
    nullif(concat_ws(' ', r.flags, CASE WHEN r.days_since_previous > $gap_days THEN 'gap' END), '') AS flags
FROM like_for_like c
JOIN series_run r USING (run_id)
CROSS JOIN (VALUES ('raw'), ('like_for_like')) AS l(line)
WHERE c.threshold = 'none' AND c.tasks = $tasks AND c.basis = $basis AND c.asked = c.source AND ($source = 'auto' OR c.source = $source)  -- lists differ: totals stay apart
    AND c.models > 0
ORDER BY c.source, l.line DESC, c.snapshot_date
-- finding
WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
        AND downloads_30d IS NOT NULL
), ends AS (
    SELECT coalesce(max(snapshot_date) FILTER (coalesce(coverage, 0) < $coverage_medium), min(snapshot_date)) AS since,  -- after it every step compares enough
        coalesce(max(snapshot_date) FILTER (coalesce(flags NOT LIKE '%partial%', TRUE)), max(snapshot_date)) AS as_of
    FROM chosen
), grown AS (
    SELECT any_value(source) AS source, since, as_of,
        max(downloads_30d) FILTER (line = 'raw' AND snapshot_date = as_of) AS now,
        max(downloads_30d) FILTER (line = 'raw' AND snapshot_date = since) AS raw_before,
        now / nullif(raw_before, 0) - 1 AS raw,
        max(downloads_30d) FILTER (line = 'like_for_like' AND snapshot_date = as_of)
            / nullif(max(downloads_30d) FILTER (line = 'like_for_like' AND snapshot_date = since), 0) - 1 AS like,
        len(list_filter(list_distinct(flatten(list(organisations_entered) FILTER (snapshot_date > since))),
            lambda o: NOT list_contains(flatten(list(organisations_left) FILTER (snapshot_date > since)), o))) AS entered
    FROM chosen, ends
    GROUP BY since, as_of
), swing AS (
    SELECT * FROM mart_swing SEMI JOIN grown USING (source)
    WHERE ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), step AS (
    SELECT c.snapshot_date, c.after, c.before
    FROM like_for_like c JOIN grown g ON c.source = g.source AND c.snapshot_date > g.since AND c.snapshot_date <= g.as_of
    WHERE c.threshold = 'none' AND c.tasks = $tasks AND c.basis = $basis AND c.asked = c.source
), jump AS ( -- the whole chain without one model, for the model without which it differs most
    SELECT w.model_id AS model, w.model_id IN (SELECT model_id FROM swing WHERE excluded) AS machine,
        product((t.after - coalesce(s.downloads_after, 0)) / (t.before - coalesce(s.downloads_before, 0))) - 1 AS like_without
    FROM step t
    CROSS JOIN (SELECT DISTINCT model_id FROM swing) w
    LEFT JOIN swing s ON s.snapshot_date = t.snapshot_date AND s.model_id = w.model_id
    GROUP BY w.model_id
    HAVING bool_and(t.after > coalesce(s.downloads_after, 0) AND t.before > coalesce(s.downloads_before, 0))
    ORDER BY abs(ln((1 + like_without) / (SELECT product(after / before) FROM step))) DESC, model
    LIMIT 1
)
SELECT CASE WHEN since IS NULL OR since >= as_of THEN 'one_reading'
        WHEN abs("like" - like_without) >= greatest($one_model_change, abs("like") / 2) THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        ELSE 'both' END AS finding_case,
    now, raw_before, raw, "like", like_without, model, entered, since, as_of,
    CASE WHEN finding_case IN ('one_model', 'machine') THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN finding_case IN ('one_model', 'machine') THEN 'one_model' ELSE 'partial_coverage' END AS confidence_reason
FROM grown LEFT JOIN jump ON TRUE
