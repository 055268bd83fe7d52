/*---
title    = {en = "Claims, tested", fr = "Affirmations à l'épreuve"}
question = {en = "Do the sentences of the public debate hold on dated rows?", fr = "Les phrases du débat public tiennent-elles devant des lignes datées ?"}
unit     = {en = "one row a claim and definition", fr = "une ligne par affirmation et définition"}
grain    = "claim_id, place"
version  = 2
tables   = ["claim", "claim_test"]
sources  = ["published-claims", "rows"]

[formula]
en = "Each claim is held against every definition for which the rows here give a figure. It holds if it holds under all that decide, fails if it holds under none, depends if under some. A figure that is only the nearest one (another window, another list) decides nothing; without one that decides, the claim cannot be tested. Two published figures that name each other as contradictory are paired."
fr = "Chaque affirmation est confrontée à toutes les définitions pour lesquelles les lignes d'ici donnent un chiffre. Elle tient si elle tient sous toutes celles qui tranchent, échoue si elle ne tient sous aucune, dépend si elle tient sous certaines. Un chiffre qui n'est que le plus proche (autre fenêtre, autre liste) ne tranche rien ; sans chiffre qui tranche, l'affirmation ne peut être testée. Deux chiffres publiés qui se disent contradictoires sont mis en regard."

[limits]
en = [
  "A claim without figures of its own is tested under our reading of it; the definition says which.",
  "Published figures count different things (30 days or all time, with or without derivatives): they are quoted, not compared.",
  "Figures of claims are quoted as they were reported; those of kind secondary were not seen at their origin.",
]
fr = [
  "Une affirmation sans chiffre est testée selon notre lecture ; la définition dit laquelle.",
  "Les chiffres publiés comptent des choses différentes (30 jours ou depuis l'origine, avec ou sans dérivés) : ils sont cités, non comparés.",
  "Les chiffres sont cités tels que rapportés ; ceux de nature secondary n'ont pas été vus à leur origine.",
]

[columns.claim_id]
type = "text"
label = {en = "Key", fr = "Clé"}
meaning = {en = "Key of the claim", fr = "Clé de l'affirmation"}
[columns.claim]
type = "text"
label = {en = "Claim", fr = "Affirmation (anglais)"}
meaning = {en = "The sentence or figure, English", fr = "La phrase ou le chiffre, en anglais"}
[columns.claim_fr]
type = "text"
label = {en = "Claim, French", fr = "Affirmation"}
meaning = {en = "The sentence, French; empty for published figures", fr = "La phrase en français ; vide pour les chiffres publiés"}
[columns.kind]
type = "text"
label = {en = "Kind", fr = "Nature"}
meaning = {en = "debate (a sentence), primary or secondary (a published figure, seen at its origin or reported)", fr = "debate (une phrase), primary ou secondary (chiffre publié, vu à l'origine ou rapporté)"}
[columns.who]
type = "text"
label = {en = "Said by", fr = "Dit par"}
meaning = {en = "Who says so", fr = "Qui le dit"}
[columns.who_fr]
type = "text"
label = {en = "Said by, French", fr = "Dit par (français)"}
meaning = {en = "The same, French; empty where it is a name", fr = "Idem, en français ; vide si c'est un nom"}
[columns.said]
type = "text"
label = {en = "Said", fr = "Dit en"}
meaning = {en = "Year, month or day as published", fr = "Année, mois ou jour tel que publié"}
[columns.claimed]
type = "number"
label = {en = "Claimed", fr = "Annoncé"}
meaning = {en = "The published figure, in the unit beside it", fr = "Le chiffre publié, dans l'unité indiquée à côté"}
[columns.claimed_unit]
type = "text"
label = {en = "Unit", fr = "Unité"}
meaning = {en = "Unit of the published figure", fr = "Unité du chiffre publié"}
[columns.verdict]
type = "text"
label = {en = "Verdict", fr = "Verdict"}
meaning = {en = "holds, fails, depends (on the definition), cannot_be_tested", fr = "holds (tient), fails (ne tient pas), depends (selon la définition), cannot_be_tested (non testable)"}
[columns.holds_in]
type = "integer"
label = {en = "Holds in", fr = "Tient dans"}
meaning = {en = "Definitions that decide under which it holds", fr = "Définitions qui tranchent et sous lesquelles elle tient"}
[columns.definitions]
type = "integer"
label = {en = "Definitions", fr = "Définitions"}
meaning = {en = "Definitions that decide", fr = "Définitions qui tranchent"}
[columns.place]
type = "integer"
label = {en = "No.", fr = "N°"}
meaning = {en = "Order of the definition; empty = the rows here give no figure", fr = "Rang de la définition ; vide = les lignes d'ici ne donnent aucun chiffre"}
[columns.definition]
type = "text"
label = {en = "Measured", fr = "Mesuré (anglais)"}
meaning = {en = "What was measured, English", fr = "Ce qui a été mesuré, en anglais"}
[columns.definition_fr]
type = "text"
label = {en = "Measured, French", fr = "Mesuré"}
meaning = {en = "The same, French", fr = "Idem, en français"}
[columns.figure]
type = "number"
label = {en = "Figure here", fr = "Chiffre ici"}
meaning = {en = "What was measured, in the unit beside it; shares are 0 to 1", fr = "Ce qui a été mesuré, dans l'unité indiquée ; les parts vont de 0 à 1"}
[columns.figure_unit]
type = "text"
label = {en = "Its unit", fr = "Son unité"}
meaning = {en = "Unit of the figure here", fr = "Unité du chiffre d'ici"}
[columns.against]
type = "number"
label = {en = "Against", fr = "Contre"}
meaning = {en = "What the figure is held against, same unit", fr = "Ce à quoi le chiffre est confronté, même unité"}
[columns.holds]
type = "boolean"
label = {en = "Holds by it", fr = "Tient ainsi"}
meaning = {en = "Under this definition; empty = it decides nothing", fr = "Sous cette définition ; vide = elle ne tranche rien"}
[columns.measured_on]
type = "date"
label = {en = "Measured on", fr = "Mesuré le"}
meaning = {en = "Day of the figure here", fr = "Jour du chiffre d'ici"}
[columns.source]
meaning = {en = "Source of the figure here", fr = "Source du chiffre d'ici"}

[columns.metric]
type = "text"
label = {en = "Proof", fr = "Preuve"}
meaning = {en = "Metric whose chart shows the rows", fr = "Métrique dont le graphique montre les lignes"}
[columns.contradicts]
type = "text"
label = {en = "Contradicts", fr = "Contredit"}
meaning = {en = "Key of a published figure for the same thing that contradicts it", fr = "Clé d'un chiffre publié pour la même chose et qui le contredit"}
[columns.missing]
type = "text"
label = {en = "Missing", fr = "Manque (anglais)"}
meaning = {en = "What a full test would need, English", fr = "Ce qu'un test complet exigerait, en anglais"}
[columns.missing_fr]
type = "text"
label = {en = "Missing, French", fr = "Manque"}
meaning = {en = "The same, French", fr = "Idem, en français"}
[columns.link]
type = "text"
label = {en = "Link", fr = "Lien"}
meaning = {en = "Where it was said, where known", fr = "Où cela a été dit, si connu"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-28
en = "Tests that could not fail, that rested on the first day of a scale or on one favourable definition, or that took counts and boards of another time, are mended: the gap, its months, the size of models and of the Hub, prices, the open share. A band of months too wide to tell decides nothing. Who said it, in French."
fr = "Les tests qui ne pouvaient échouer, qui tenaient au premier jour d'une échelle ou à une seule définition favorable, ou qui prenaient des décomptes et des tableaux d'une autre époque, sont corrigés : l'écart, ses mois, la taille des modèles et celle du Hub, les prix, la part ouverte. Une bande de mois trop large ne tranche rien. Qui l'a dit, en français."

[finding.tested]
en = "Of {sentences|integer} sentences, holding: {held|integer}; failing: {failed|integer}; depends: {depends|integer}; untestable so far: {untested|integer}"
fr = "Sur {sentences|integer} phrases, vérifiées : {held|integer} ; démenties : {failed|integer} ; partagées : {depends|integer} ; non testables à ce jour : {untested|integer}"
[finding.none]
en = "No sentence of the public debate is on the list"
fr = "Aucune phrase du débat public n'est sur la liste"
---*/
WITH verdict AS (
    SELECT claim_id,
        count(*) FILTER (holds) AS holds_in,
        count(holds) AS definitions,
        CASE WHEN count(holds) = 0 THEN 'cannot_be_tested'
            WHEN bool_and(holds) THEN 'holds'
            WHEN bool_or(holds) THEN 'depends'
            ELSE 'fails' END AS verdict
    FROM claim_test
    GROUP BY claim_id
), named AS ( -- the published text itself names the figure that it contradicts
    SELECT claim_id, regexp_extract(claim, 'contradicts ([a-z0-9-]+)', 1) AS other FROM claim WHERE claim LIKE '%contradicts %'
), pair AS (
    SELECT n.claim_id, n.other FROM named n JOIN claim c ON c.claim_id = n.other
    UNION
    SELECT c.claim_id, n.claim_id FROM named n JOIN claim c ON c.claim_id = n.other
)
SELECT
    c.claim_id, c.claim, c.claim_fr, c.kind, c.who, c.who_fr, c.as_of AS said, c.figure AS claimed, c.unit AS claimed_unit,
    coalesce(v.verdict, 'cannot_be_tested') AS verdict,
    coalesce(v.holds_in, 0) AS holds_in,
    coalesce(v.definitions, 0) AS definitions,
    t.place, t.definition_en AS definition, t.definition_fr, t.figure, t.unit AS figure_unit, t.against, t.holds, t.measured_on,
    t.source, c.metric, p.other AS contradicts, c.missing_en AS missing, c.missing_fr, c.link
FROM claim c
LEFT JOIN claim_test t USING (claim_id)
LEFT JOIN verdict v USING (claim_id)
LEFT JOIN pair p USING (claim_id)
ORDER BY
    c.kind <> 'debate',
    list_position(['holds', 'depends', 'fails', 'cannot_be_tested'], coalesce(v.verdict, 'cannot_be_tested')),
    t.place IS NULL, p.other IS NULL, c.claim_id, t.place
-- finding
WITH sentence AS (
    SELECT DISTINCT claim_id, verdict FROM result WHERE kind = 'debate'
)
SELECT
    CASE WHEN count(*) = 0 THEN 'none' ELSE 'tested' END AS finding_case,
    count(*) AS sentences,
    count(*) FILTER (verdict = 'holds') AS held,
    count(*) FILTER (verdict = 'fails') AS failed,
    count(*) FILTER (verdict = 'depends') AS depends,
    count(*) FILTER (verdict = 'cannot_be_tested') AS untested,
    (SELECT max(measured_on) FROM result) AS as_of,
    'high' AS confidence
FROM sentence
WHERE EXISTS (FROM result)
