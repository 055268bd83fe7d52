/*---
title    = {en = "Which country comes first? Under every definition", fr = "Quel pays vient en premier ? Selon chaque définition"}
question = {en = "Does the first country depend on the rule?", fr = "Le premier pays dépend-il de la règle ?"}
unit     = {en = "share of the first country in all listed downloads", fr = "part du premier pays dans tous les téléchargements listés"}
grain    = "definition"
version  = 2
tables   = ["mart_country_rule", "series_run"]
sources  = "rows"

[formula]
en = "The country with most 30-day downloads at the latest reading of whole organisations, for each country rule (head office of the publisher, of the base model's lab, of the parent company; country of the founders), each scope of tasks, raw or adjusted figures. A first that is no more than {level_margin} (0.001 = a tenth of a point) ahead of the second is level, and counted for nobody. Shares are of all downloads, those without a known country included. A definition agrees when it names the same country as the definition chosen on the page."
fr = "Le pays comptant le plus de téléchargements sur 30 jours au dernier relevé d'organisations entières, pour chaque règle de pays (siège de l'éditeur, du laboratoire du modèle de base, de la maison mère ; pays des fondateurs), chaque périmètre de tâches, chiffres bruts ou ajustés. Un premier qui ne devance pas le second de plus de {level_margin} (0,001 = un dixième de point) est à égalité et ne compte pour personne. Les parts se rapportent à tous les téléchargements, y compris ceux sans pays connu. Une définition concorde si elle nomme le même pays que la définition choisie sur la page."

[limits]
en = [
  "All definitions rest on the same readings: their agreement is no independent proof.",
  "Origin of models is not location of users, and the organisations listed are chosen.",
]
fr = [
  "Toutes les définitions reposent sur les mêmes relevés : leur accord n'est pas une preuve indépendante.",
  "L'origine des modèles n'est pas le lieu des utilisateurs, et les organisations listées sont choisies.",
]

[constants]
level_margin = 0.001

[parameters.rule]
[parameters.tasks]
[parameters.basis]

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
en = "{verdict|country}: first by downloads under {holds_in|integer} of {definitions|integer} definitions"
fr = "{verdict|country} : premier en téléchargements selon {holds_in|integer} définitions sur {definitions|integer}"
[note.holds]
en = "Its share lies between {low|percent} and {high|percent} where it comes first.[ Level, counted for nobody: {level|integer}.]"
fr = "Sa part va de {low|percent} à {high|percent} là où il vient en premier.[ À égalité, comptées pour personne : {level|integer}.]"
[finding.level]
en = "The first two countries are level under {holds_in|integer} of {definitions|integer} definitions"
fr = "Deux pays sont à égalité selon {holds_in|integer} définitions sur {definitions|integer}"
---*/
WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), counted AS (
    SELECT r.source, r.snapshot_date, a.rule, t.tasks, b.basis, a.country, sum(a.downloads_30d) AS downloads
    FROM run r
    JOIN mart_country_rule a USING (run_id)
    JOIN (VALUES ('generative'), ('all')) t(tasks) ON t.tasks = 'all' OR a.task_scope = t.tasks
    JOIN (VALUES ('raw'), ('adjusted')) b(basis) ON b.basis = 'raw' OR NOT a.excluded
    GROUP BY ALL
), shared AS (
    SELECT *, downloads / nullif(sum(downloads) OVER (PARTITION BY rule, tasks, basis), 0) AS share FROM counted
), judged AS (
    SELECT * EXCLUDE (country), rule = $rule AND tasks = $tasks AND basis = $basis AS chosen,
        CASE WHEN share - coalesce(lead(share) OVER (PARTITION BY rule, tasks, basis ORDER BY share DESC, country), 0) > $level_margin
            THEN country ELSE 'level' END AS country -- two within the margin: nobody is first
    FROM shared
    WHERE country IS NOT NULL AND share > 0
    QUALIFY row_number() OVER (PARTITION BY rule, tasks, basis ORDER BY share DESC, shared.country) = 1
)
SELECT source, snapshot_date, concat_ws(' · ', rule, tasks, basis) AS definition, share AS figure, country AS verdict,
    country = max(country) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY share DESC, definition
-- finding
SELECT CASE WHEN any_value(verdict) FILTER (chosen) = 'level' THEN 'level' ELSE 'holds' END AS finding_case,
    count(*) FILTER (verdict = 'level') AS level, count(*) FILTER (holds) AS holds_in, count(holds) AS definitions,
    any_value(verdict) FILTER (chosen) AS verdict,
    min(figure) FILTER (holds) AS low, max(figure) FILTER (holds) AS high,
    max(snapshot_date) AS as_of, 'medium' AS confidence, 'same_readings' AS confidence_reason
FROM result
HAVING bool_or(chosen)
