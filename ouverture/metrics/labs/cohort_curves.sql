/*---
title    = {en = "Leading models among models of their size, by age", fr = "Modèles phares parmi les modèles de leur taille, selon l'âge"}
question = {en = "How does a lab's leading model stand beside all models of its size at the same age?", fr = "Où se situe le modèle phare d'un laboratoire parmi tous les modèles de sa taille, au même âge ?"}
unit     = {en = "downloads since release", fr = "téléchargements depuis la sortie"}
grain    = "source, lab_id, model_id, age_days"
version  = 2
tables   = ["mart_age", "mart_cohort", "model", "cumulative", "lab", "machine_traffic"]
sources  = "rows"

[formula]
en = "For each lab its generative model of the chosen size with most downloads since release at the oldest age known, never one that the automation index judged machine traffic at a reading; the ribbon holds the middle 80 % (10th to 90th percentile) of all models of that size known at that age, its line the median; at least ten models, without the exclusion list and quantised copies. Release = the announced day where the registry knows it, else the creation of the repository."
fr = "Pour chaque laboratoire, son modèle génératif de la taille choisie le plus téléchargé depuis sa sortie au plus grand âge connu, jamais un modèle que l'indice d'automatisation a jugé trafic automatique à un relevé ; le ruban contient les 80 % centraux (10e au 90e centile) des modèles de cette taille connus à cet âge, sa ligne la médiane ; dix modèles au moins, sans liste d'exclusion ni copies quantifiées. Sortie = jour de l'annonce si le registre le connaît, sinon création du dépôt."

[limits]
en = [
  "The models behind the ribbon are not the same at every age: the older the age, the fewer are known, so its line may fall.",
  "Only ages that the readings know: a model that no source listed when it was young has no curve there.",
  "Where a source has no all-time counter, downloads since release are added up from 30-day counters and marked estimated.",
]
fr = [
  "Les modèles derrière le ruban changent avec l'âge : plus l'âge est grand, moins on en connaît, et sa ligne peut baisser.",
  "Seuls les âges connus des relevés : un modèle qu'aucune source ne listait jeune n'y a pas de courbe.",
  "Là où la source n'a pas de compteur cumulé, les téléchargements depuis la sortie sont additionnés à partir des compteurs de 30 jours et marqués « estimé ».",
]

[parameters.labs]

[parameters.size_class]
type = "text"
default = "7-30B"
allowed = ["<1B", "1-7B", "7-30B", "30-100B", ">=100B"]
label = {en = "Size", fr = "Taille"}

[columns.source]

[columns.lab_id]
meaning = {en = "Lab of the registry; cohort = all models of this size", fr = "Laboratoire du registre ; cohort = tous les modèles de cette taille"}

[columns.model_id]

[columns.age_days]
type = "integer"
unit = "days"
label = {en = "Days since release", fr = "Jours depuis la sortie"}
meaning = {en = "Age", fr = "Âge"}
[columns.downloads]
type = "number"
unit = "downloads"
label = {en = "Downloads since release", fr = "Téléchargements depuis la sortie"}
meaning = {en = "Cumulative; the median for the cohort", fr = "Cumul ; la médiane pour la cohorte"}
[columns.low]
type = "number"
unit = "downloads"
label = {en = "10th percentile", fr = "10e centile"}
meaning = {en = "Of the cohort", fr = "De la cohorte"}
[columns.high]
type = "number"
unit = "downloads"
label = {en = "90th percentile", fr = "90e centile"}
meaning = {en = "Of the cohort", fr = "De la cohorte"}
[columns.models]
meaning = {en = "Models of the cohort known at that age", fr = "Modèles de la cohorte connus à cet âge"}

[columns.flags]
like = "flags_estimated"

[chart]
kind = "line"
x = "age_days"
y = "downloads"
low = "low"
high = "high"
series = "lab_id"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "A model judged machine traffic at any reading never leads; facts of a renamed model count under each of its names."
fr = "Un modèle jugé trafic automatique à un relevé n'est jamais en tête ; les faits d'un modèle renommé valent sous chacun de ses noms."

[finding.ahead]
en = "{model|text}: {ratio|decimal} times the median at day {age|integer}"
fr = "{model|text} : {ratio|decimal} fois la médiane au jour {age|integer}"
[note.ahead]
en = "{downloads|compact} downloads by then. The furthest from the median of {models|integer} models of {size|size} parameters known at that age, among the labs shown.[ No such model is known of {missing|text}.]"
fr = "{downloads|compact} téléchargements alors. Le plus éloigné de la médiane de {models|integer} modèles de {size|size} paramètres connus à cet âge, parmi les laboratoires montrés.[ Aucun modèle de ce genre n'est connu de {missing|text}.]"
[finding.absent]
en = "No model of {size|size} parameters followed since release is known of {missing|text}"
fr = "Aucun modèle de {size|size} paramètres suivi depuis sa sortie n'est connu de {missing|text}"
[note.absent]
en = "The band is that of all models of this size; another size may have one."
fr = "La bande est celle de tous les modèles de cette taille ; une autre taille peut en avoir un."
[finding.thin]
en = "Fewer than ten models of this size are known at any age"
fr = "Moins de dix modèles de cette taille sont connus, à tout âge"
---*/
WITH chosen AS (
    SELECT newest(source, counted_on, source) AS source FROM cumulative
), curve AS (
    SELECT a.source, a.model_key, m.lab_id, m.model_id, a.age_days, a.downloads, a.estimated
    FROM mart_age a JOIN chosen USING (source) JOIN model m USING (model_key)
    WHERE list_contains($labs, m.lab_id) AND m.size_class = $size_class AND m.task_scope = 'generative'
        AND NOT m.excluded AND m.base_relation IS DISTINCT FROM 'quantized'
), leader AS ( -- machine traffic is never a leader
    SELECT model_id FROM curve ANTI JOIN machine_traffic USING (source, model_key)
    GROUP BY lab_id, model_id
    QUALIFY row_number() OVER (PARTITION BY lab_id ORDER BY max(downloads) DESC, model_id) = 1
), drawn AS (
    SELECT c.source, 'cohort' AS lab_id, NULL AS model_id, c.age_days, c.middle AS downloads, c.low, c.high, c.peers AS models,
        (SELECT any_value(estimated) FROM curve) AS estimated
    FROM mart_cohort c JOIN chosen USING (source)
    WHERE c.size_class = $size_class AND c.task_scope = 'generative'
    UNION ALL BY NAME
    SELECT source, lab_id, model_id, age_days, downloads, estimated FROM curve SEMI JOIN leader USING (model_id)
)
SELECT source, lab_id, model_id, age_days, downloads, low, high, models, CASE WHEN estimated THEN 'estimated' END AS flags
FROM drawn
ORDER BY lab_id <> 'cohort', list_position($labs, lab_id), age_days
-- finding
WITH compared AS (
    SELECT m.model_id, m.age_days, m.downloads, m.downloads / nullif(c.downloads, 0) AS ratio, c.models
    FROM result m JOIN result c ON c.age_days = m.age_days AND c.lab_id = 'cohort'
    WHERE m.model_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY m.model_id ORDER BY m.age_days DESC) = 1
), best AS (
    SELECT * FROM compared ORDER BY ratio DESC NULLS LAST, model_id LIMIT 1
)
SELECT CASE WHEN ratio IS NOT NULL THEN 'ahead'
        WHEN EXISTS (FROM result WHERE lab_id = 'cohort') AND NOT EXISTS (FROM result WHERE lab_id <> 'cohort') THEN 'absent'
        ELSE 'thin' END AS finding_case,
    (SELECT string_agg(l.name, ', ' ORDER BY list_position($labs, l.lab_id)) FROM lab l
        WHERE list_contains($labs, l.lab_id) AND l.lab_id NOT IN (SELECT lab_id FROM result)) AS missing,
    model_id AS model, downloads, age_days AS age, ratio, models, $size_class AS size,
    (SELECT max(counted_on) FROM cumulative WHERE source = (SELECT any_value(source) FROM result)) AS as_of,
    CASE WHEN models >= 50 THEN 'high' WHEN models >= 20 THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN models < 50 THEN 'small_sample' END AS confidence_reason
FROM (SELECT 1) LEFT JOIN best ON TRUE
WHERE EXISTS (FROM result)
