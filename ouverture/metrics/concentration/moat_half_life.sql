/*---
title    = {en = "Moat half-life", fr = "Demi-vie d'une avance"}
question = {en = "How long does a leading model keep its place?", fr = "Combien de temps un modèle garde-t-il la tête ?"}
unit     = {en = "days until a leader is as likely as not to have been passed", fr = "jours au bout desquels un premier a une chance sur deux d'avoir été dépassé"}
grain    = "source, kind, tasks"
version  = 2
spec_curve = "moat_definitions"
tables   = ["mart_moat", "mart_tenure"]
sources  = "rows"

[formula]
en = "For each task and size class with at least three downloaded models: the most downloaded one at each reading leads (without the exclusion list and machine traffic). A tenure runs from its first reading in the lead to the first reading that shows another, if that one is still ahead 28 days later, as for crossings; tenures still running, passed too lately to be sure, or ended by an organisation that only then entered the list, are right-censored. Half-life = Kaplan–Meier median; band = middle 90 % of 1,000 bootstrap resamples of the tenures. Shown: the newest source in which enough tenures have ended to know it, else the newest."
fr = "Pour chaque tâche et classe de taille comptant au moins trois modèles téléchargés : le plus téléchargé de chaque relevé est en tête (sans la liste d'exclusion ni le trafic de machines). Un règne va de son premier relevé en tête au premier relevé qui en montre un autre, si celui-ci est encore devant 28 jours plus tard, comme pour les croisements ; les règnes en cours, dépassés trop récemment pour en être sûr, ou interrompus par une organisation qui n'entre qu'alors dans la liste, sont censurés à droite. Demi-vie = médiane de Kaplan-Meier ; bande = 90 % centraux de 1 000 rééchantillonnages des règnes. Montrée : la source la plus récente où assez de règnes ont pris fin pour la connaître, sinon la plus récente."

[limits]
en = [
  "A lead shorter than the time between two readings is not seen, and every duration is rounded up to the next reading: weeks in the panel, a day live.",
  "Tenures that ran at the first reading began before it: while the history is short the half-life is a lower bound.",
  "Most downloaded is not best: habit, tutorials and pinned versions keep a place.",
]
fr = [
  "Une tête plus brève que l'écart entre deux relevés n'est pas vue, et chaque durée est arrondie au relevé suivant : des semaines dans le panel, un jour en direct.",
  "Les règnes en cours au premier relevé ont commencé avant lui : tant que l'historique est court, la demi-vie est une borne inférieure.",
  "Le plus téléchargé n'est pas le meilleur : l'habitude, les tutoriels et les versions figées gardent une place.",
]

[constants]
tenures_high = 30

[parameters.source]

[columns.source]
like = "source_hub"

[columns.kind]
type = "text"
label = {en = "Who leads", fr = "Qui est en tête"}
meaning = {en = "model, or the lab whose model leads", fr = "model, ou le laboratoire dont le modèle est en tête (lab)"}
[columns.tasks]
type = "text"
label = {en = "Tasks", fr = "Tâches"}
meaning = {en = "generative, all", fr = "generative (génératives), all (toutes)"}
[columns.label]
type = "text"
label = {en = "Leader", fr = "En tête"}
meaning = {en = "Kind of leader and tasks", fr = "Sorte de premier et tâches"}
[columns.half_life_days]
type = "number"
unit = "days"
label = {en = "Half-life", fr = "Demi-vie"}
meaning = {en = "Kaplan–Meier median; empty where more than half of the tenures had not ended", fr = "Médiane de Kaplan-Meier ; vide si plus de la moitié des règnes sont en cours"}

[columns.low_days]
[columns.high_days]

[columns.tenures]
type = "integer"
label = {en = "Tenures", fr = "Règnes"}
meaning = {en = "Tenures seen", fr = "Règnes observés"}
[columns.ended]
type = "integer"
label = {en = "Ended", fr = "Terminés"}
meaning = {en = "Tenures that ended by being passed", fr = "Règnes terminés par un dépassement"}
[columns.cells]
type = "integer"
label = {en = "Classes", fr = "Classes"}
meaning = {en = "Tasks × size classes", fr = "Tâches × classes de taille"}

[chart]
kind = "interval"
x = "label"
y = "half_life_days"
low = "low_days"
high = "high_days"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "A leader is passed once another has been ahead for 28 days, as for crossings."
fr = "Un premier est dépassé quand un autre est devant depuis 28 jours, comme pour les croisements."

[finding.short]
en = "A leading model is as likely as not to be passed within {half_life|integer} days"
fr = "Un modèle en tête a une chance sur deux d'être dépassé en {half_life|integer} jours"
[note.short]
en = "Generative tasks, tests and machine traffic left aside on either basis; {tenures|integer} spells at the top in {cells|integer} tasks and size classes; most likely {low|integer} to {high|integer} days. Readings about a month apart cannot show shorter leads."
fr = "Tâches génératives, essais et trafic de machines mis à part dans tous les cas ; {tenures|integer} passages en tête dans {cells|integer} tâches et classes de taille ; le plus probablement de {low|integer} à {high|integer} jours. Des relevés espacés d'un mois ne montrent pas de tête plus brève."
[finding.lasting]
en = "More than half of the leading models have not been passed yet"
fr = "Plus de la moitié des modèles en tête n'ont pas encore été dépassés"
---*/
SELECT source, kind, tasks, kind || '_' || tasks AS label, half_life_days, low_days, high_days, tenures, ended, cells
FROM mart_moat SEMI JOIN (FROM newest_moat($source)) USING (source)
ORDER BY tasks DESC, kind DESC
-- finding
SELECT
    CASE WHEN half_life_days IS NULL THEN 'lasting' ELSE 'short' END AS finding_case,
    half_life_days AS half_life, low_days AS low, high_days AS high, tenures, cells,
    (SELECT max(last_on) FROM mart_tenure t WHERE t.source = r.source) AS as_of,
    CASE WHEN tenures >= $tenures_high THEN 'medium' ELSE 'low' END AS confidence,
    'few_readings' AS confidence_reason
FROM result r
WHERE kind = 'model' AND tasks = 'generative'
