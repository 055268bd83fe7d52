/*---
title = {en = "Open substitutes for closed models", fr = "Remplaçants ouverts des modèles fermés"}
question = {en = "Which open models match this closed one, and what does it take to run them?", fr = "Quels modèles ouverts égalent ce modèle fermé, et que faut-il pour les faire tourner ?"}
unit = {en = "open model beside a closed one", fr = "modèle ouvert face à un modèle fermé"}
grain = "yardstick, closed_model, open_model"
version = 4
tables = ["mart_board_model", "mart_offer", "mart_yardstick", "lab"]
sources = "rows"

[formula]
en = "For each closed model on the newest board of the yardstick, of the open models with at least its score (a model at several efforts is one model, at its best, on both sides): the one released first (by the day its Hub repository was created, flag estimated, where no day of release is told), the one of fewest parameters, and the one of lowest price; one model may be all three; of equals the one released first is named, then the one of higher score. Months of {month_days} days between the releases (negative = the open one was there before); prices blended as (3 × input + output) / 4; memory for the weights = total parameters × {bytes_16_bit} bytes at 16 bit or {bytes_4_bit} at 4 bit, × {overhead} for the rest, in GB of 10^9 bytes. Where a memory is asked for, open models that need more at 4 bit or are of unknown size are left out; where a permissive licence is, those below tier {tier_permissive} or of unknown tier. Names meet the catalogue and the Hub by explicit rules only."
fr = "Pour chaque modèle fermé au dernier tableau de l'étalon, parmi les modèles ouverts de score au moins égal (un modèle à plusieurs niveaux d'effort en est un seul, à son meilleur, des deux côtés) : celui sorti le premier (selon le jour de création de son dépôt au Hub, marque estimated, si aucun jour de sortie n'est donné), celui du moins de paramètres et celui du prix le plus bas ; un même modèle peut être les trois ; entre égaux, le premier sorti est nommé, puis le mieux noté. Mois de {month_days} jours entre les sorties (négatif = l'ouvert était déjà là) ; prix mêlés (3 × entrée + sortie) / 4 ; mémoire pour les poids = paramètres totaux × {bytes_16_bit} octets en 16 bits ou {bytes_4_bit} en 4 bits, × {overhead} pour le reste, en Go de 10^9 octets. Si une mémoire est demandée, les modèles ouverts qui en veulent plus en 4 bits ou de taille inconnue sont écartés ; si une licence permissive l'est, ceux au-dessous du degré {tier_permissive} ou de degré inconnu. Les noms rejoignent le catalogue et le Hub par règles explicites seulement."

[limits]
en = [
  "Equal on one yardstick is not equal at your task: test before you replace.",
  "A board lists settings of one product (gpt-5.4, gpt-5.4-high) as models of their own: here the best of them stands for the model; ask for another by its name.",
  "Models without a known day, size or price cannot be the first, smallest or cheapest.",
  "Memory is for the weights with a margin; long contexts need more.",
  "Scores within a few points are a tie for voters.",
]
fr = [
  "Égal sur un étalon n'est pas égal pour votre tâche : essayez avant de remplacer.",
  "Un tableau compte les réglages d'un même produit (gpt-5.4, gpt-5.4-high) comme des modèles distincts : ici, le meilleur vaut pour le modèle ; un autre se demande par son nom.",
  "Un modèle sans jour, taille ou prix connus ne peut être le premier, le plus petit ou le moins cher.",
  "La mémoire vaut pour les poids avec une marge ; les longs contextes en demandent plus.",
  "Des scores à quelques points près sont à égalité pour les votants.",
]

[constants]
month_days = 30.4375
bytes_4_bit = 0.5
bytes_16_bit = 2.0
overhead = 1.2
tier_permissive = 2

[parameters.yardstick]

[parameters.closed_model]
type = "text"
null = true
allowed_from = "mart_board_model.model"
label = {en = "Closed model", fr = "Modèle fermé"}

[parameters.memory_gb]
type = "integer"
null = true
allowed = [16, 24, 32, 48, 64, 80, 96, 128, 192, 320, 640]
label = {en = "Memory at most, GB", fr = "Mémoire au plus, Go"}

[parameters.licence]
type = "text"
default = "any"
allowed = ["any", "permissive"]
label = {en = "Licence", fr = "Licence"}

[columns.closed_model]
type = "text"
label = {en = "Closed model", fr = "Modèle fermé"}
meaning = {en = "Name on the board", fr = "Nom au tableau"}
[columns.closed_score]
type = "number"
unit = "score"
label = {en = "Score, closed", fr = "Score, fermé"}
meaning = {en = "Score of the closed model", fr = "Score du modèle fermé"}
[columns.open_model]
type = "text"
label = {en = "Open match", fr = "Égal ouvert"}
meaning = {en = "Open model with at least that score that is first, smallest or cheapest; empty = none", fr = "Modèle ouvert de score au moins égal, premier, plus petit ou moins cher ; vide = aucun"}
[columns.is_first]
type = "boolean"
label = {en = "First", fr = "Premier"}
meaning = {en = "Released first of those with at least that score", fr = "Sorti le premier de ceux de score au moins égal"}
[columns.is_smallest]
type = "boolean"
label = {en = "Smallest", fr = "Plus petit"}
meaning = {en = "Of fewest parameters", fr = "Du moins de paramètres"}
[columns.is_cheapest]
type = "boolean"
label = {en = "Cheapest", fr = "Moins cher"}
meaning = {en = "Of lowest blended price", fr = "Du prix mêlé le plus bas"}
[columns.licence]
meaning = {en = "Licence of the open model", fr = "Licence du modèle ouvert"}
[columns.memory_4_bit_gb]
type = "number"
label = {en = "Memory at 4 bit, GB", fr = "Mémoire en 4 bits, Go"}
meaning = {en = "Memory for the weights at 4 bit", fr = "Mémoire pour les poids en 4 bits"}
[columns.price_ratio]
type = "number"
unit = "share"
label = {en = "Price, open over closed", fr = "Prix, ouvert sur fermé"}
meaning = {en = "Open price as a part of the closed one", fr = "Prix ouvert en part du prix fermé"}
[columns.tier]
type = "integer"
label = {en = "Openness", fr = "Ouverture"}
meaning = {en = "Openness tier of its Hub id; empty = unknown", fr = "Degré d'ouverture de son identifiant au Hub ; vide = inconnu"}
[columns.parameters_total_b]
type = "number"
label = {en = "Parameters, B", fr = "Paramètres, Md"}
meaning = {en = "Total, billions", fr = "Total, milliards"}
[columns.memory_16_bit_gb]
type = "number"
label = {en = "Memory at 16 bit, GB", fr = "Mémoire en 16 bits, Go"}
meaning = {en = "Memory for the weights at 16 bit", fr = "Mémoire pour les poids en 16 bits"}
[columns.months_later]
type = "number"
unit = "months"
label = {en = "Months later", fr = "Mois plus tard"}
meaning = {en = "Months between the releases", fr = "Mois entre les sorties"}
[columns.downloads_30d]
meaning = {en = "Its downloads at its last reading", fr = "Ses téléchargements au dernier relevé"}
[columns.closed_price_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price, closed", fr = "Prix, fermé"}
meaning = {en = "Blended, US dollars per million tokens", fr = "Prix mêlé, dollars par million de jetons"}
[columns.open_price_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price, open", fr = "Prix, ouvert"}
meaning = {en = "Blended, US dollars per million tokens", fr = "Prix mêlé, dollars par million de jetons"}
[columns.open_cheapest_usd]
type = "number"
unit = "usd_per_mtok"
label = {en = "Price, open, cheapest host", fr = "Prix, ouvert, hébergeur le moins cher"}
meaning = {en = "Blended, of the cheapest host that a live catalogue lists; empty where none does", fr = "Prix mêlé de l'hébergeur le moins cher d'un catalogue lu en direct ; vide s'il n'y en a pas"}
[columns.open_score]
type = "number"
unit = "score"
label = {en = "Score, open", fr = "Score, ouvert"}
meaning = {en = "Its score", fr = "Son score"}
[columns.priced_on]
type = "date"
label = {en = "Prices of", fr = "Prix du"}
meaning = {en = "Day of the prices, of two days the later", fr = "Jour des prix, le plus récent des deux"}
[columns.closed_lab]
type = "text"
label = {en = "Lab, closed", fr = "Laboratoire, fermé"}
meaning = {en = "Lab of the closed model", fr = "Laboratoire du modèle fermé"}
[columns.open_lab]
type = "text"
label = {en = "Lab, open", fr = "Laboratoire, ouvert"}
meaning = {en = "Lab of the open model", fr = "Laboratoire du modèle ouvert"}
[columns.closed_released_on]
type = "date"
label = {en = "Released, closed", fr = "Sortie, fermé"}
meaning = {en = "Its day of release", fr = "Son jour de sortie"}
[columns.open_released_on]
type = "date"
label = {en = "Released, open", fr = "Sortie, ouvert"}
meaning = {en = "Its day of release", fr = "Son jour de sortie"}
[columns.parameters_active_b]
type = "number"
label = {en = "Active, B", fr = "Actifs, Md"}
meaning = {en = "Active, billions", fr = "Actifs, milliards"}
[columns.model_id]
type = "text"
label = {en = "On the Hub", fr = "Sur le Hub"}
meaning = {en = "Hub id, where exactly one of the lab meets the name", fr = "Identifiant au Hub, si un seul du laboratoire répond au nom"}
[columns.matches]
type = "integer"
unit = "models"
label = {en = "Open matches", fr = "Égaux ouverts"}
meaning = {en = "Open models with at least that score, of the memory and licence asked for", fr = "Modèles ouverts de score au moins égal, de la mémoire et de la licence demandées"}
[columns.yardstick]
[columns.as_of]
[columns.flags]
like = "flags_hub_day"
[columns.source]
like = "source_figures"

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
en = "The first, the smallest and the cheapest match as rows, of a memory and licence the reader sets; best closed models first; size and day of the Hub where no catalogue tells them."
fr = "Le premier, le plus petit et le moins cher des égaux en lignes, de la mémoire et de la licence choisies ; meilleurs modèles fermés d'abord ; taille et jour du Hub si aucun catalogue ne les donne."

[[changelog]]
version = 3
on = 2026-11-29
en = "The sentence counts a model at several efforts once, at its best."
fr = "La phrase compte une fois, à son meilleur, un modèle à plusieurs niveaux d'effort."

[[changelog]]
version = 4
on = 2026-11-30
en = "Rows and matches count a model at several efforts once too."
fr = "Les lignes et les égaux comptent aussi une seule fois un modèle à plusieurs niveaux d'effort."

[finding.best]
en = "None of the {unmatched|integer} best closed models has an open match"
fr = "Aucun des {unmatched|integer} meilleurs modèles fermés n'a d'égal ouvert"
[note.best]
en = "All {matched|integer} below them on the board do[, in {memory|integer} GB at 4 bit][, {tier_least|tier} or better]. Board of {as_of|date}; a model at several efforts counts once, at its best.[ Where both prices are known the first open match costs {ratio|percent} of the closed model (median of {priced|integer}, prices of {priced_on|date}).] Equal on this yardstick only."
fr = "Les {matched|integer} suivants du tableau en ont tous un[, dans {memory|integer} Go en 4 bits][, {tier_least|tier} ou mieux]. Tableau du {as_of|date} ; un modèle à plusieurs niveaux d'effort compte une fois, à son meilleur.[ Là où les deux prix sont connus, le premier égal ouvert coûte {ratio|percent} du modèle fermé (médiane de {priced|integer}, prix du {priced_on|date}).] Égal sur cet étalon seulement."
[finding.all]
en = "{matched|integer} of {models|integer} closed models have an open match[ in {memory|integer} GB][, {tier_least|tier}]"
fr = "{matched|integer} des {models|integer} modèles fermés ont un égal ouvert[ en {memory|integer} Go][, {tier_least|tier}]"
[note.all]
en = "[Weights at 4 bit in {memory|integer} GB. ][At least {tier_least|tier}. ]Board of {as_of|date}; a model at several efforts counts once, at its best.[ Where both prices are known the first open match costs {ratio|percent} of the closed model (median of {priced|integer}, prices of {priced_on|date}).] Equal on this yardstick only."
fr = "[Poids en 4 bits dans {memory|integer} Go. ][Au moins {tier_least|tier}. ]Tableau du {as_of|date} ; un modèle à plusieurs niveaux d'effort compte une fois, à son meilleur.[ Là où les deux prix sont connus, le premier égal ouvert coûte {ratio|percent} du modèle fermé (médiane de {priced|integer}, prix du {priced_on|date}).] Égal sur cet étalon seulement."
[finding.some]
en = "{matches|integer} open models match {closed_model|text}[, from {size|compact} parameters ({smallest|text})]"
fr = "{matches|integer} modèles ouverts égalent {closed_model|text}[, à partir de {size|compact} de paramètres ({smallest|text})]"
[note.some]
en = "Scores of {closed_score|integer} or more on the board of {as_of|date}[, in {memory|integer} GB at 4 bit][, {tier_least|tier} or better].[ First: {first|text}.][ Cheapest: {cheapest|text}, at {ratio_cheapest|percent} of the closed model's price on {priced_on|date}.] Equal on this yardstick only."
fr = "Scores de {closed_score|integer} ou plus au tableau du {as_of|date}[, dans {memory|integer} Go en 4 bits][, {tier_least|tier} ou mieux].[ Premier : {first|text}.][ Moins cher : {cheapest|text}, à {ratio_cheapest|percent} du prix du modèle fermé le {priced_on|date}.] Égal sur cet étalon seulement."
[finding.one]
en = "One open model matches {closed_model|text}: {open_model|text}"
fr = "Un modèle ouvert égale {closed_model|text} : {open_model|text}"
[note.one]
en = "Score {open_score|integer} against {closed_score|integer} on the board of {as_of|date}[, in {memory|integer} GB at 4 bit][, {tier_least|tier} or better].[ Its price is {ratio_cheapest|percent} of the closed model's, as of {priced_on|date}.] Equal on this yardstick only."
fr = "Score de {open_score|integer} contre {closed_score|integer} au tableau du {as_of|date}[, dans {memory|integer} Go en 4 bits][, {tier_least|tier} ou mieux].[ Son prix est de {ratio_cheapest|percent} de celui du modèle fermé, au {priced_on|date}.] Égal sur cet étalon seulement."
[finding.none]
en = "No open model on the board matches {closed_model|text}[ in {memory|integer} GB at 4 bit][, {tier_least|tier} or better]"
fr = "Aucun modèle ouvert du tableau n'égale {closed_model|text}[ dans {memory|integer} Go en 4 bits][, {tier_least|tier} ou mieux]"
[note.none]
en = "Its score: {closed_score|integer} on the board of {as_of|date}."
fr = "Son score : {closed_score|integer} au tableau du {as_of|date}."
---*/
WITH priced AS (
    SELECT canonical, model AS catalogue_model, max(priced_on) AS priced_on FROM mart_offer GROUP BY ALL
), board AS (
    SELECT * FROM mart_board_model LEFT JOIN priced USING (canonical, catalogue_model) WHERE yardstick = coalesce($yardstick, (
        SELECT yardstick FROM mart_yardstick
        WHERE CASE WHEN $closed_model IS NULL THEN priced > 0
            ELSE yardstick IN (SELECT yardstick FROM mart_board_model WHERE model = $closed_model) END
        ORDER BY preference, as_of DESC, yardstick LIMIT 1
    ))
), closed AS ( -- one model at several efforts is one model, at its best
    SELECT * FROM board WHERE side = 'closed' AND ($closed_model IS NULL OR model = $closed_model)
    QUALIFY row_number() OVER (PARTITION BY lab_id, one_model(model) ORDER BY score DESC, model) = 1
), open AS (
    SELECT *, parameters_total_b * $overhead AS gb_a_byte, coalesce(released_on, created_on) AS day
    FROM board
    WHERE side = 'open' AND ($licence = 'any' OR tier >= $tier_permissive)
        AND ($memory_gb IS NULL OR parameters_total_b * $bytes_4_bit * $overhead <= $memory_gb)
    QUALIFY row_number() OVER (PARTITION BY lab_id, one_model(model) ORDER BY score DESC, model) = 1
), matched AS (
    SELECT c.model AS of_model, o.*, count(*) OVER of_closed AS matches,
        row_number() OVER (of_closed ORDER BY day, o.score DESC, o.model) = 1 AS earliest,
        day IS NOT NULL AND earliest AS is_first,
        o.parameters_total_b IS NOT NULL
            AND row_number() OVER (of_closed ORDER BY o.parameters_total_b, day, o.score DESC, o.model) = 1 AS is_smallest,
        o.price_blended_usd_per_mtok IS NOT NULL
            AND row_number() OVER (of_closed ORDER BY o.price_blended_usd_per_mtok, day, o.score DESC, o.model) = 1 AS is_cheapest
    FROM closed c JOIN open o ON o.score >= c.score
    WINDOW of_closed AS (PARTITION BY c.model)
    QUALIFY earliest OR is_smallest OR is_cheapest
)
SELECT
    c.model AS closed_model, c.score AS closed_score, m.model AS open_model, m.is_first, m.is_smallest, m.is_cheapest,
    m.licence, m.gb_a_byte * $bytes_4_bit AS memory_4_bit_gb,
    m.price_blended_usd_per_mtok / nullif(c.price_blended_usd_per_mtok, 0) AS price_ratio,
    m.tier, m.parameters_total_b, m.gb_a_byte * $bytes_16_bit AS memory_16_bit_gb,
    (m.day - c.released_on) / $month_days AS months_later, m.downloads_30d,
    c.price_blended_usd_per_mtok AS closed_price_usd, m.price_blended_usd_per_mtok AS open_price_usd,
    m.cheapest_usd_per_mtok AS open_cheapest_usd, m.score AS open_score, greatest(c.priced_on, m.priced_on) AS priced_on,
    coalesce(l.name, c.lab_id) AS closed_lab, coalesce(b.name, m.lab_id) AS open_lab,
    c.released_on AS closed_released_on, m.day AS open_released_on, m.parameters_active_b, m.model_id,
    coalesce(m.matches, 0) AS matches, c.yardstick, c.as_of,
    CASE WHEN m.released_on IS NULL AND m.day IS NOT NULL THEN 'estimated' END AS flags,
    concat_ws('+', c.source, c.catalogue_source, m.catalogue_source, m.hub_source) AS source
FROM closed c
LEFT JOIN matched m ON m.of_model = c.model
LEFT JOIN lab l ON l.lab_id = c.lab_id
LEFT JOIN lab b ON b.lab_id = m.lab_id
ORDER BY c.score DESC, c.model, m.is_first DESC, m.is_smallest DESC, m.model
-- finding
WITH counted AS (
    SELECT count(DISTINCT closed_model) AS models, count(DISTINCT closed_model) FILTER (matches > 0) AS matched, models - matched AS unmatched,
        median(price_ratio) FILTER (is_first) AS ratio, count(price_ratio) FILTER (is_first) AS priced, any_value(matches) AS matches,
        any_value(closed_model) AS closed_model, any_value(closed_score) AS closed_score, any_value(open_model) AS open_model,
        any_value(open_score) AS open_score, any_value(open_model) FILTER (is_first) AS first,
        any_value(open_model) FILTER (is_smallest) AS smallest,
        (1e9 * any_value(parameters_total_b) FILTER (is_smallest))::BIGINT AS size, any_value(open_model) FILTER (is_cheapest) AS cheapest,
        any_value(price_ratio) FILTER (is_cheapest) AS ratio_cheapest, max(as_of) AS as_of,
        max(priced_on) FILTER (price_ratio IS NOT NULL) AS priced_on
    FROM result
)
SELECT -- a match has at least the score of the closed model: those without one are always the best
    CASE WHEN models > 1 AND unmatched > 1 AND matched > 1 THEN 'best' WHEN models > 1 THEN 'all'
        WHEN matches > 1 THEN 'some' WHEN matches = 1 THEN 'one' ELSE 'none' END AS finding_case,
    *, $memory_gb::INTEGER AS memory, CASE WHEN $licence = 'permissive' THEN $tier_permissive END AS tier_least, 'medium' AS confidence
FROM counted
WHERE models > 0
