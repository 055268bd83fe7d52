/*---
title    = {en = "Claims, tested", fr = "Affirmations à l'épreuve"}
question = {en = "Do the sentences of the public debate hold on dated rows?", fr = "Les phrases du débat public tiennent-elles devant des lignes datées ?"}
unit     = {en = "one row a claim and definition", fr = "une ligne par affirmation et définition"}
grain    = "claim_id, place"
version  = 3
tables   = ["claim", "claim_test"]
sources  = ["published-claims", "rows"]

[formula]
en = "Each claim is held against every definition for which the rows here give a figure. It holds if it holds under all that decide, fails if it holds under none, depends if under some. A claim states the days of which it speaks: evidence decides only inside them, from the last before it was said, and other evidence is shown beside. A figure that is only the nearest one (another list, another window) decides nothing, nor does one that contradicts the claim let it hold; without one that decides, the claim cannot be tested. Two published figures that name each other as contradictory are paired."
fr = "Chaque affirmation est confrontée à toutes les définitions pour lesquelles les lignes d'ici donnent un chiffre. Elle tient si elle tient sous toutes celles qui tranchent, échoue si elle ne tient sous aucune, dépend si elle tient sous certaines. Une affirmation dit de quels jours elle parle : une preuve ne tranche qu'en leur sein, à partir de la dernière d'avant la phrase, et les autres sont montrées à côté. Un chiffre qui n'est que le plus proche (autre liste, autre fenêtre) ne tranche rien, et aucun chiffre qui contredit l'affirmation ne la laisse tenir ; sans chiffre qui tranche, l'affirmation ne peut être testée. Deux chiffres publiés qui se disent contradictoires sont mis en regard."

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
[columns.speaks_from]
type = "date"
label = {en = "Speaks from", fr = "Parle du"}
meaning = {en = "First day of which it speaks", fr = "Premier jour dont elle parle"}
[columns.speaks_until]
type = "date"
label = {en = "Speaks until", fr = "Parle jusqu'au"}
meaning = {en = "Last day of which it speaks; empty = it goes on", fr = "Dernier jour dont elle parle ; vide = elle continue"}
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
[columns.needs]
type = "text"
label = {en = "Needs", fr = "Demande"}
meaning = {en = "What the claim needs of the figure beside that: more, at_least, less, at_most, near (how near, the definition says); nothing = only the nearest figure", fr = "Ce que l'affirmation demande du chiffre face à cela : more (plus), at_least (au moins), less (moins), at_most (au plus), near (proche, comme le dit la définition) ; nothing = le chiffre le plus proche seulement"}
[columns.holds]
type = "boolean"
label = {en = "Holds by it", fr = "Tient ainsi"}
meaning = {en = "Under this definition; empty = it decides nothing", fr = "Sous cette définition ; vide = elle ne tranche rien"}
[columns.since]
type = "date"
label = {en = "Since", fr = "Depuis"}
meaning = {en = "First day of the evidence, where it spans time", fr = "Premier jour de la preuve, si elle couvre une durée"}
[columns.measured_on]
type = "date"
label = {en = "Measured on", fr = "Mesuré le"}
meaning = {en = "Day of the figure here, the last of the evidence", fr = "Jour du chiffre d'ici, le dernier de la preuve"}
[columns.inside]
type = "boolean"
label = {en = "Inside", fr = "Dans la période"}
meaning = {en = "The evidence lies in the days of which the claim speaks; else it is shown beside and decides nothing", fr = "La preuve tient dans les jours dont parle l'affirmation ; sinon elle est montrée à côté et ne tranche rien"}
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

[[changelog]]
version = 3
on = 2026-11-29
en = "A claim states the days of which it speaks and when it was said: it is tested inside them, from the last evidence before it was said (the gap: 79 to 36 points, where it began at a board that held the answer). Evidence of other days decides nothing. A claim never holds over a figure that contradicts it (Mixtral at -3 and -7 points). Only published models stand for Llama. Country figures name their scope. New sentences: Gemma beside Gemini, Meta's strategy, Mistral's start, the paper on Moshi."
fr = "Une affirmation dit de quels jours elle parle et quand elle fut dite : elle est testée en leur sein, à partir de la dernière preuve d'avant la phrase (l'écart : de 79 à 36 points, alors qu'il partait d'un tableau qui tenait déjà la réponse). Une preuve d'autres jours ne tranche rien. Une affirmation ne tient jamais sur un chiffre qui la contredit (Mixtral à -3 et -7 points). Seuls des modèles publiés représentent Llama. Les chiffres par pays nomment leur champ. Nouvelles phrases : Gemma à côté de Gemini, la stratégie de Meta, le départ de Mistral, l'article sur Moshi."

[finding.tested]
en = "Of {sentences|integer} sentences, holding: {held|integer}; failing: {failed|integer}; depends: {depends|integer}"
fr = "Sur {sentences|integer} phrases : {held|integer} vérifiées, {failed|integer} démenties, {depends|integer} partagées"
[note.tested]
en = "Not testable with the readings so far: {untested|integer}."
fr = "Non testables avec les relevés à ce jour : {untested|integer}."
[finding.none]
en = "No sentence of the public debate is on the list"
fr = "Aucune phrase du débat public n'est sur la liste"
---*/
WITH verdict AS (
    SELECT claim_id,
        count(*) FILTER (holds) AS holds_in,
        count(holds) AS definitions,
        coalesce(bool_or(inside AND CASE needs WHEN 'more' THEN figure <= against WHEN 'at_least' THEN figure < against
            WHEN 'less' THEN figure >= against WHEN 'at_most' THEN figure > against END), FALSE) AS contradicted,
        CASE WHEN count(holds) = 0 THEN 'cannot_be_tested'
            WHEN bool_and(holds) AND NOT contradicted THEN 'holds'
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
    c.claim_id, c.claim, c.claim_fr, c.kind, c.who, c.who_fr, c.as_of AS said, c.speaks_from, c.speaks_until, c.figure AS claimed, c.unit AS claimed_unit,
    coalesce(v.verdict, 'cannot_be_tested') AS verdict,
    coalesce(v.holds_in, 0) AS holds_in,
    coalesce(v.definitions, 0) AS definitions,
    t.place, t.definition_en AS definition, t.definition_fr, t.figure, t.unit AS figure_unit, t.against, t.needs, t.holds, t.since,
    t.measured_on, t.inside, t.source, c.metric, p.other AS contradicts, c.missing_en AS missing, c.missing_fr, c.link
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
