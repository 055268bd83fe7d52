/*---
title    = {en = "Relative adoption by age", fr = "Adoption relative selon l'âge"}
question = {en = "Is this model taken up as fast as the leading ones of its size were?", fr = "Ce modèle est-il adopté aussi vite que les premiers de sa taille ?"}
unit     = {en = "downloads since release over those of the class's reference at the same age; 1 = on pace for the top ten", fr = "téléchargements depuis la sortie rapportés à la référence de la classe au même âge ; 1 = au rythme des dix premiers"}
grain    = "source, model_id, age_days"
version  = 3
tables   = ["cumulative", "mart_age", "mart_cohort", "mart_left_out", "model", "series_run"]
sources  = "rows"
empty    = {en = "No reading of this model gives its downloads since release.", fr = "Aucun relevé de ce modèle ne donne ses téléchargements depuis sa sortie."}

[formula]
en = "C(d) / R(d): C(d) = the model's downloads d days after release; R(d) = the 10th largest C(d) among models of the same size class and task scope known at that age, and never less than at a younger age (version 2), or the median of the ten largest (version 1). With fewer than {fewest} such models there is no value. Release = the announced day where the registry knows it, else the creation of the repository. Quantised copies and the exclusion list are neither compared nor peers. Source of the formula: ATOM report (arXiv 2604.07190)."
fr = "C(d) / R(d) : C(d) = téléchargements du modèle d jours après sa sortie ; R(d) = le 10e plus grand C(d) parmi les modèles de même classe de taille et de même périmètre connus à cet âge, jamais moins qu'à un âge plus jeune (version 2), ou la médiane des dix plus grands (version 1). À moins de {fewest} modèles, pas de valeur. Sortie = jour de l'annonce si le registre le connaît, sinon création du dépôt. Copies quantifiées et liste d'exclusion ne sont ni comparées ni comptées. Source de la formule : rapport ATOM (arXiv 2604.07190)."

[limits]
en = [
  "With little more than ten peers the 10th largest is one of the smallest, and the ratio is high for most: see the number of peers.",
  "Only models followed from an age that the readings know are peers: those that no source listed then are missing.",
  "Where a source has no all-time counter, downloads since release are added up from 30-day counters and marked estimated.",
]
fr = [
  "Avec guère plus de dix pairs, le 10e est l'un des plus petits et le rapport est élevé pour la plupart : voir le nombre de pairs.",
  "Seuls comptent les modèles dont les relevés connaissent cet âge : ceux qu'aucune source ne listait alors manquent.",
  "Là où la source n'a pas de compteur cumulé, les téléchargements depuis la sortie sont additionnés à partir des compteurs de 30 jours et marqués « estimé ».",
]

[constants]
fewest = 10
peers_high = 50

[parameters.model]
[parameters.version]

[columns.source]
[columns.model_id]

[columns.age_days]
type = "integer"
unit = "days"
label = {en = "Days since release", fr = "Jours depuis la sortie"}
meaning = {en = "Age at which it is compared", fr = "Âge auquel on compare"}
[columns.size_class]
meaning = {en = "Size class; empty = unknown, and then not compared", fr = "Classe de taille ; vide = inconnue, donc non comparé"}

[columns.peers]
type = "integer"
unit = "models"
label = {en = "Peers", fr = "Pairs"}
meaning = {en = "Models of its class whose downloads at that age are known, itself included; empty = fewer than ten", fr = "Modèles de sa classe aux téléchargements connus à cet âge, lui compris ; vide = moins de dix"}
[columns.downloads]
type = "number"
unit = "downloads"
label = {en = "Downloads since release", fr = "Téléchargements depuis la sortie"}
meaning = {en = "Cumulative, interpolated between two readings", fr = "Cumul, interpolé entre deux relevés"}
[columns.reference]
type = "number"
unit = "downloads"
label = {en = "Reference", fr = "Référence"}
meaning = {en = "What it is divided by", fr = "Ce par quoi l'on divise"}
[columns.relative_adoption]
type = "number"
unit = "ratio"
label = {en = "Relative adoption", fr = "Adoption relative"}
meaning = {en = "Empty where fewer than ten peers are known", fr = "Vide si moins de dix pairs sont connus"}

[columns.flags]
like = "flags_estimated_excluded"

[chart]
kind = "line"
x = "age_days"
y = "relative_adoption"
facet = "source"

[[changelog]]
version = 2
on = 2026-11-24
en = "First version here; formula version 2 of the ATOM report, with its version 1 as a parameter."
fr = "Première version ici ; version 2 de la formule du rapport ATOM, sa version 1 restant en paramètre."

[[changelog]]
version = 3
on = 2026-11-29
en = "A model that adjusted figures leave out is flagged excluded and told with low confidence."
fr = "Un modèle que les chiffres ajustés écartent porte la marque excluded, avec une confiance faible."

[finding.ahead]
en = "At day {age|integer}: {ratio|decimal} times the reference of its size class"
fr = "Au jour {age|integer} : {ratio|decimal} fois la référence de sa classe de taille"
[note.ahead]
en = "Ahead of the pace of the top ten, among {peers|integer} models of {size|size} parameters known at that age."
fr = "En avance sur le rythme des dix premiers, parmi {peers|integer} modèles de {size|size} paramètres connus à cet âge."
[finding.behind]
en = "At day {age|integer}: {ratio|decimal} of the reference of its size class"
fr = "Au jour {age|integer} : {ratio|decimal} de la référence de sa classe de taille"
[note.behind]
en = "Behind the pace of the top ten, among {peers|integer} models of {size|size} parameters known at that age."
fr = "En retard sur le rythme des dix premiers, parmi {peers|integer} modèles de {size|size} paramètres connus à cet âge."
[finding.thin]
en = "Fewer than ten models of its size are known at its age"
fr = "Moins de dix modèles de sa taille sont connus à son âge"
[finding.copy]
en = "A quantised copy is not compared with others of its size: its base is"
fr = "Une copie quantifiée n'est pas comparée à d'autres de sa taille : sa base l'est"
[finding.no_size]
en = "Its size is not known: there are no peers to compare it with"
fr = "Sa taille est inconnue : il n'a pas de pairs auxquels le comparer"
[finding.not_followed]
en = "No reading tells its downloads since release"
fr = "Aucun relevé ne dit ses téléchargements depuis sa sortie"
---*/
SELECT
    a.source, m.model_id, a.age_days, m.size_class, c.peers, a.downloads,
    CASE WHEN $version = '2' THEN c.tenth ELSE c.top_ten_median END AS reference,
    a.downloads / nullif(CASE WHEN $version = '2' THEN c.tenth ELSE c.top_ten_median END, 0) AS relative_adoption,
    nullif(concat_ws(' ', CASE WHEN a.estimated THEN 'estimated' END, CASE WHEN o.source IS NOT NULL THEN 'excluded' END), '') AS flags
FROM model m
JOIN mart_age a USING (model_key)
LEFT JOIN mart_cohort c ON c.source = a.source AND c.task_scope = m.task_scope AND c.size_class = m.size_class
    AND c.age_days = a.age_days AND c.peers >= $fewest AND NOT m.excluded AND m.base_relation IS DISTINCT FROM 'quantized'
LEFT JOIN (
    SELECT DISTINCT source, model_key FROM mart_left_out
    WHERE run_id IN (SELECT arg_max(run_id, snapshot_date) FROM series_run GROUP BY source)
) o ON o.source = a.source AND o.model_key = m.model_key
WHERE m.model_id = $model
ORDER BY a.source = 'hub' DESC, a.source, a.age_days
-- finding
WITH chosen AS (
    SELECT * FROM result WHERE source = (SELECT any_value(source) FROM (FROM result LIMIT 1))
), compared AS (
    SELECT * FROM chosen WHERE relative_adoption IS NOT NULL ORDER BY age_days DESC LIMIT 1
)
SELECT
    CASE
        WHEN c.relative_adoption >= 1 THEN 'ahead'
        WHEN c.relative_adoption < 1 THEN 'behind'
        WHEN m.base_relation = 'quantized' THEN 'copy'
        WHEN m.size_class IS NULL THEN 'no_size'
        WHEN NOT EXISTS (FROM chosen) THEN 'not_followed'
        ELSE 'thin'
    END AS finding_case,
    c.age_days AS age, c.relative_adoption AS ratio, c.peers, c.size_class AS size,
    (SELECT max(n.counted_on) FROM cumulative n JOIN model m USING (model_key), chosen
        WHERE m.model_id = chosen.model_id AND n.source = chosen.source) AS as_of,
    CASE WHEN c.flags LIKE '%excluded%' THEN 'low' WHEN c.peers >= $peers_high AND c.flags IS NULL THEN 'high' WHEN c.peers >= 2 * $fewest THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN c.flags LIKE '%excluded%' THEN 'machine_traffic' WHEN c.peers < 2 * $fewest THEN 'small_sample' END AS confidence_reason
FROM model m LEFT JOIN compared c ON TRUE
WHERE m.model_id = $model
