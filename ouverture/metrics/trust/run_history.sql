/*---
title    = {en = "Run history", fr = "Historique des relevés"}
question = {en = "What was read when, and may it be counted?", fr = "Qu'a-t-on relevé, quand, et peut-on le compter ?"}
unit     = {en = "one row a run", fr = "une ligne par relevé"}
grain    = "run_id"
version  = 1
tables   = ["snapshot_run"]
sources  = "rows"

[formula]
en = "The ledger as it stands. A run that is empty, shrunken, mostly null or implausible is kept, marked quarantined and in no figure; one whose counters did not move is marked frozen and spanned by the next."
fr = "Le registre tel quel. Un relevé vide, rétréci, lacunaire ou invraisemblable est conservé, mis en quarantaine et absent de tout chiffre ; un relevé dont les compteurs n'ont pas bougé est dit figé et enjambé par le suivant."

[limits]
en = [
  "A ranking run is a top or trending list: it says how a listed model did and is never summed.",
  "Unchanged share and median ratio compare a run with the one before it in its series; the first run of a source has neither.",
  "Runs refused before anything could be published are told by the command `ouverture status`, not by this build.",
]
fr = [
  "Un relevé de type classement est une liste de tête ou de tendances : il dit le sort d'un modèle listé et ne se somme jamais.",
  "Part inchangée et rapport médian comparent un relevé au précédent de sa série ; le premier relevé d'une source n'en a pas.",
  "Les relevés refusés avant toute publication sont signalés par la commande `ouverture status`, non par cette version.",
]

[columns.source]
like = "source_hub"

[columns.snapshot_date]
meaning = {en = "Day the numbers describe (UTC)", fr = "Jour que décrivent les chiffres (UTC)"}

[columns.listing]
type = "text"
label = {en = "Listing", fr = "Liste"}
meaning = {en = "organisations: whole organisations, totals hold; ranking: top or trending list, never summed", fr = "organisations : organisations entières, les totaux valent ; ranking : liste de tête ou de tendances, jamais sommée"}
[columns.run_status]
type = "text"
label = {en = "Status", fr = "État"}
meaning = {en = "ok, stale_upstream (frozen counters), quarantined (in no figure)", fr = "ok, stale_upstream (compteurs figés), quarantined (dans aucun chiffre)"}
[columns.reason]
type = "text"
label = {en = "Reason", fr = "Raison"}
meaning = {en = "Why it is not good, as the check said it; empty = it is good", fr = "Pourquoi il n'est pas bon, selon le contrôle (en anglais) ; vide = il est bon"}

[columns.models]

[columns.downloads_30d]
meaning = {en = "Sum of the 30-day counters of a listing of whole organisations; empty for a ranking, which is never summed", fr = "Somme des compteurs de 30 jours d'une liste d'organisations entières ; vide pour un classement, jamais sommé"}

[columns.unchanged_share]
type = "number"
unit = "share"
label = {en = "Unchanged", fr = "Inchangés"}
meaning = {en = "Part of the comparable models whose counters did not move since the run before", fr = "Part des modèles comparables dont le compteur n'a pas bougé depuis le relevé précédent"}
[columns.median_ratio]
type = "number"
unit = "ratio"
label = {en = "Median ratio", fr = "Rapport médian"}
meaning = {en = "Downloads now over before, median of the comparable models", fr = "Téléchargements maintenant sur avant, médiane des modèles comparables"}
[columns.in_series]
type = "boolean"
label = {en = "In the series", fr = "Dans la série"}
meaning = {en = "The last good run of its source on its day", fr = "Dernier bon relevé de sa source ce jour-là"}
[columns.run_id]
type = "text"
label = {en = "Run", fr = "Relevé"}
meaning = {en = "Key of the run", fr = "Clé du relevé"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.all_good]
en = "All {runs|integer} runs are good; the newest reading is of {as_of|date}"
fr = "Les {runs|integer} relevés sont bons ; le plus récent date du {as_of|date}"
[finding.marked]
en = "Of {runs|integer} runs, {quarantined|integer} quarantined and {frozen|integer} frozen"
fr = "Sur {runs|integer} relevés : {quarantined|integer} en quarantaine, {frozen|integer} figés"
[note.marked]
en = "Quarantined runs are kept but in no figure. A frozen run repeats the counts of the one before it."
fr = "Un relevé en quarantaine est conservé mais n'entre dans aucun chiffre. Un relevé figé répète les comptes du précédent."
---*/
SELECT
    source, snapshot_date, listing, status AS run_status, reason, models,
    CASE listing WHEN 'organisations' THEN downloads_30d END AS downloads_30d,
    unchanged_share, median_ratio, in_series, run_id
FROM snapshot_run
ORDER BY snapshot_date DESC, run_seq DESC
-- finding
SELECT
    CASE WHEN count(*) FILTER (run_status <> 'ok') = 0 THEN 'all_good' ELSE 'marked' END AS finding_case,
    count(*) AS runs,
    count(*) FILTER (run_status = 'quarantined') AS quarantined,
    count(*) FILTER (run_status = 'stale_upstream') AS frozen,
    max(snapshot_date) AS as_of,
    'high' AS confidence
FROM result
HAVING count(*) > 0
