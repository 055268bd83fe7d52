/*---
title    = {en = "Rules that judge a reading", fr = "Règles qui jugent un relevé"}
question = {en = "When is a reading kept out of every number?", fr = "Quand un relevé est-il tenu hors de tout chiffre ?"}
unit     = {en = "one row a rule", fr = "une ligne par règle"}
grain    = "rule"
version  = 1
tables   = ["run_rule"]
sources  = ["registry"]

[formula]
en = "Each reading is compared with the last good one of its source by these queries, in this order, before it enters any number. What finds a row is the verdict's reason."
fr = "Chaque relevé est comparé au dernier bon relevé de sa source par ces requêtes, dans cet ordre, avant d'entrer dans un chiffre. Toute ligne trouvée motive le verdict."

[limits]
en = [
  "A rule can be wrong of a true event: a quarantined reading is kept and can be accepted by hand.",
]
fr = [
  "Une règle peut se tromper sur un événement réel : un relevé en quarantaine est gardé et peut être accepté à la main.",
]

[columns.rule]
type = "text"
label = {en = "Rule", fr = "Règle"}
meaning = {en = "Name of its file in ouverture/pipeline/checks/run", fr = "Nom de son fichier dans ouverture/pipeline/checks/run"}

[columns.what_en]
type = "text"
label = {en = "Fault, English", fr = "Défaut, en anglais"}
meaning = {en = "What it finds", fr = "Ce qu'elle trouve"}

[columns.what_fr]
type = "text"
label = {en = "Fault, French", fr = "Défaut"}
meaning = {en = "What it finds, in French", fr = "Ce qu'elle trouve"}

[columns.verdict]
type = "text"
label = {en = "Verdict", fr = "Verdict"}
meaning = {en = "quarantined: in no number; stale_upstream: in the series, but no flow is taken from it", fr = "quarantined : dans aucun chiffre ; stale_upstream : dans la série, mais aucun flux n'en est tiré"}

[columns.query]
type = "text"
label = {en = "Query", fr = "Requête"}
meaning = {en = "As it is run", fr = "Telle qu'exécutée"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."
---*/
SELECT rule, what_en, what_fr, verdict, query FROM run_rule ORDER BY rule
