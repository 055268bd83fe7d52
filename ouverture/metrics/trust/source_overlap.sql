/*---
title    = {en = "Where two sources meet", fr = "Là où deux sources se rejoignent"}
question = {en = "May the archive's line and our own be read as one?", fr = "Peut-on lire la courbe de l'archive et la nôtre comme une seule ?"}
unit     = {en = "later source over earlier one, same models and days", fr = "source récente rapportée à l'ancienne, mêmes modèles et mêmes jours"}
grain    = "earlier_source, later_source"
version  = 1
tables   = ["source_join"]
sources  = "rows"
empty    = {en = "Needs two sources that read the same models on the same day; so far no two of those held here do.", fr = "Il faut deux sources qui relèvent les mêmes modèles le même jour ; aucune paire ne le fait encore ici."}

[formula]
en = "On every day that two sources of the Hub's counters both describe: the 30-day downloads of the models that both list with a count, later source over earlier source. Within 5 % on every such day the lines may be read as one (joined); beyond, the joint carries a break mark."
fr = "Pour chaque jour que décrivent deux sources des compteurs du Hub : les téléchargements sur 30 jours des modèles listés et comptés par les deux, source récente rapportée à l'ancienne. À moins de 5 % d'écart chacun de ces jours, les courbes peuvent se lire comme une seule (jointes) ; au-delà, la jointure porte une marque de rupture."

[limits]
en = [
  "Common models alone: each source lists others as well, so totals may differ where counts agree.",
  "Sources that share no day cannot be compared and have no row here: their lines stay apart.",
  "An archive's day begins and ends at its own hour; a difference of a day's downloads is in the ratio.",
]
fr = [
  "Modèles communs seulement : chaque source en liste d'autres, et les totaux peuvent différer quand les comptes s'accordent.",
  "Deux sources sans jour commun ne se comparent pas et n'ont pas de ligne ici : leurs courbes restent séparées.",
  "Le jour d'une archive commence et finit à son heure ; le rapport contient cet écart d'au plus un jour.",
]

[columns.source]
type = "text"
label = {en = "Sources", fr = "Sources"}
meaning = {en = "Both sources, for their credit", fr = "Les deux sources, pour leur crédit"}
[columns.earlier_source]
type = "text"
label = {en = "Earlier source", fr = "Source ancienne"}
meaning = {en = "An archive of the Hub's counters", fr = "Une archive des compteurs du Hub"}
[columns.later_source]
type = "text"
label = {en = "Later source", fr = "Source récente"}
meaning = {en = "Live snapshots, or another archive", fr = "Relevés en direct, ou une autre archive"}
[columns.from_on]
type = "date"
label = {en = "First common day", fr = "Premier jour commun"}
meaning = {en = "First day that both describe (UTC)", fr = "Premier jour que décrivent les deux (UTC)"}
[columns.until_on]
type = "date"
label = {en = "Last common day", fr = "Dernier jour commun"}
meaning = {en = "Last day that both describe (UTC)", fr = "Dernier jour que décrivent les deux (UTC)"}
[columns.days]
type = "integer"
unit = "days"
label = {en = "Common days", fr = "Jours communs"}
meaning = {en = "Days that both describe", fr = "Jours que décrivent les deux"}
[columns.common_models]
type = "integer"
unit = "models"
label = {en = "Common models", fr = "Modèles communs"}
meaning = {en = "Models listed by both on the last common day", fr = "Modèles listés par les deux le dernier jour commun"}
[columns.ratio]
type = "number"
unit = "ratio"
label = {en = "Ratio", fr = "Rapport"}
meaning = {en = "Downloads of the common models, later over earlier source, median of the days", fr = "Téléchargements des modèles communs, source récente sur ancienne, médiane des jours"}
[columns.largest_gap]
type = "number"
unit = "share"
label = {en = "Largest gap", fr = "Plus grand écart"}
meaning = {en = "Largest deviation from 1 on any common day", fr = "Plus grand écart à 1, tous jours communs"}
[columns.verdict]
type = "text"
label = {en = "Verdict", fr = "Verdict"}
meaning = {en = "joined (within 5 % on every day) or break", fr = "joined (à moins de 5 % chaque jour) ou break (rupture)"}
[columns.flags]
meaning = {en = "break: the lines must not be read as one", fr = "break : les courbes ne se lisent pas comme une seule"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.joined]
en = "Where archive and live snapshots meet, they agree within {gap|percent}"
fr = "Là où archives et relevés se rejoignent, l'écart reste sous {gap|percent}"
[note.joined]
en = "Same models, same days: {models|integer} models on the last one."
fr = "Mêmes modèles, mêmes jours : {models|integer} modèles le dernier."
[finding.broken]
en = "Where sources meet, counts differ by up to {gap|percent}: a break, not growth"
fr = "Là où les sources se rejoignent, l'écart atteint {gap|percent} : une rupture, non une croissance"
[note.broken]
en = "Same models, same days. Above 5 % the lines stay apart."
fr = "Mêmes modèles, mêmes jours. Au-delà de 5 %, les courbes restent séparées."
---*/
SELECT
    earlier_source || '+' || later_source AS source,
    earlier_source, later_source, from_on, until_on, days, common_models, ratio, largest_gap, verdict,
    CASE WHEN verdict = 'break' THEN 'break' END AS flags
FROM source_join
ORDER BY until_on DESC, earlier_source, later_source
-- finding
SELECT
    CASE WHEN count(*) FILTER (verdict = 'break') > 0 THEN 'broken' ELSE 'joined' END AS finding_case,
    ceil(round(max(largest_gap) * 1000, 3)) / 1000 AS gap,  -- upwards: "within" must hold
    arg_max(common_models, until_on) AS models,
    max(until_on) AS as_of,
    CASE WHEN min(days) >= 3 AND min(common_models) >= 100 THEN 'high' ELSE 'low' END AS confidence
FROM result
HAVING count(*) > 0
