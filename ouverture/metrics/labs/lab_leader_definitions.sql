/*---
title    = {en = "Who is downloaded most? Under every definition", fr = "Qui est le plus téléchargé ? Selon chaque définition"}
question = {en = "Does the leading lab depend on how one counts?", fr = "Le laboratoire en tête dépend-il de la façon de compter ?"}
unit     = {en = "share of the leading lab in all listed downloads", fr = "part du laboratoire en tête dans tous les téléchargements listés"}
grain    = "definition"
version  = 2
tables   = ["mart_attribution", "lab", "series_run"]
sources  = "rows"

[formula]
en = "The lab with most downloads at the latest reading of whole organisations, for each rule of credit (publisher: who hosts; family: lab of the root base; packager: who repackaged, else the lab of the root base), each scope of tasks, raw or adjusted figures, and the counter of 30 days or the flow per day where the source gives one. A first that is no more than {level_margin} (0.001 = a tenth of a point) ahead of the second is level, and counted for nobody. A definition agrees when it names the same lab as the definition chosen on the page."
fr = "Le laboratoire le plus téléchargé au dernier relevé d'organisations entières, pour chaque règle d'attribution (éditeur : qui héberge ; famille : laboratoire de la base première ; empaqueteur : qui a réempaqueté, sinon le laboratoire de la base première), chaque périmètre de tâches, chiffres bruts ou ajustés, et le compteur de 30 jours ou le flux par jour si la source en donne un. Un premier qui ne devance pas le second de plus de {level_margin} (0,001 = un dixième de point) est à égalité et ne compte pour personne. Une définition concorde si elle nomme le même laboratoire que la définition choisie sur la page."

[limits]
en = [
  "All definitions rest on the same readings: their agreement is no independent proof.",
  "The organisations listed are chosen: a lab outside the list cannot lead.",
]
fr = [
  "Toutes les définitions reposent sur les mêmes relevés : leur accord n'est pas une preuve indépendante.",
  "Les organisations listées sont choisies : un laboratoire hors liste ne peut être en tête.",
]

[constants]
level_margin = 0.001

[parameters.tasks]
[parameters.basis]

[parameters.labs]
type = "list"
null = true
max_items = 6
label = {en = "Among these labs", fr = "Parmi ces laboratoires"}

[columns.source]
[columns.snapshot_date]
[columns.definition]
[columns.figure]
unit = "share"
[columns.verdict]
[columns.holds]
[columns.chosen]

[chart]
kind = "bar"
x = "definition"
y = "figure"
series = "holds"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Two that are level within a tenth of a point are counted for nobody."
fr = "Deux à égalité à un dixième de point près ne comptent pour personne."

[finding.holds]
en = "{verdict|text} is downloaded most under {holds_in|integer} of {definitions|integer} definitions"
fr = "{verdict|text} est le plus téléchargé selon {holds_in|integer} définitions sur {definitions|integer}"
[note.holds]
en = "Its share lies between {low|percent} and {high|percent} where it leads.[ Others in the lead: {others|text}.][ Level, counted for nobody: {level|integer}.]"
fr = "Sa part va de {low|percent} à {high|percent} là où il est en tête.[ Autres en tête : {others|text}.][ À égalité, comptées pour personne : {level|integer}.]"
[finding.level]
en = "The first two labs are level under {holds_in|integer} of {definitions|integer} definitions"
fr = "Deux laboratoires sont à égalité selon {holds_in|integer} définitions sur {definitions|integer}"
---*/
WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), counted AS (
    SELECT r.source, r.snapshot_date, a.mode, t.tasks, b.basis, a.lab_id,
        sum(a.downloads_30d) AS thirty_days, sum(a.downloads_per_day) AS flow
    FROM run r
    JOIN mart_attribution a USING (run_id)
    JOIN (VALUES ('generative'), ('all')) t(tasks) ON t.tasks = 'all' OR a.task_scope = t.tasks
    JOIN (VALUES ('raw'), ('adjusted')) b(basis) ON b.basis = 'raw' OR NOT a.excluded
    GROUP BY ALL
), shared AS (
    SELECT *, counter, downloads / nullif(sum(downloads) OVER (PARTITION BY mode, tasks, basis, counter), 0) AS share
    FROM (UNPIVOT counted ON thirty_days, flow INTO NAME counter VALUE downloads)
), leader AS (
    SELECT s.*,
        CASE WHEN share - coalesce(lead(share) OVER (PARTITION BY mode, tasks, basis, counter ORDER BY downloads DESC, lab_id), 0) > $level_margin
            THEN l.name ELSE 'level' END AS name -- two within the margin: nobody is first
    FROM shared s JOIN lab l USING (lab_id)
    WHERE $labs IS NULL OR list_contains($labs, lab_id)
    QUALIFY row_number() OVER (PARTITION BY mode, tasks, basis, counter ORDER BY downloads DESC, lab_id) = 1
), judged AS (
    SELECT *, mode = 'publisher' AND counter = 'thirty_days' AND tasks = $tasks AND basis = $basis AS chosen FROM leader
)
SELECT source, snapshot_date, concat_ws(' · ', mode, tasks, basis, counter) AS definition, share AS figure, name AS verdict,
    name = max(name) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY share DESC, definition
-- finding
SELECT CASE WHEN any_value(verdict) FILTER (chosen) = 'level' THEN 'level' ELSE 'holds' END AS finding_case,
    count(*) FILTER (verdict = 'level') AS level, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    any_value(verdict) FILTER (chosen) AS verdict,
    min(figure) FILTER (holds) AS low, max(figure) FILTER (holds) AS high,
    string_agg(DISTINCT verdict, ', ' ORDER BY verdict) FILTER (NOT holds AND verdict <> 'level') AS others,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen) AND ($labs IS NULL OR len($labs) > 1)  -- of one lab there is no first
