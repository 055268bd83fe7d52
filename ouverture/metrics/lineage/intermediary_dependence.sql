/*---
title = {en = "Reach through others", fr = "Portée par intermédiaires"}
question = {en = "Whose models are downloaded as other publishers' derivatives and repackagings?", fr = "De qui télécharge-t-on les modèles sous forme de dérivés et de reconditionnements faits par d'autres ?"}
unit = {en = "downloads through others / downloads of the family", fr = "téléchargements par d'autres / téléchargements de la famille"}
grain = "source, lab_id, root_family"
version = 1
tables = ["mart_lineage", "series_run"]
sources = "rows"

[formula]
en = "Of the 30-day downloads credited to a lab's family (root bases and all that descends from them), the part that comes through repositories of other publishers. Families with at least one derivative of others and at least one model of their own lab, at the latest reading; the first {shown}. The sentence speaks of families with at least {least_downloads} downloads in 30 days."
fr = "Parmi les téléchargements sur 30 jours attribués à la famille d'un laboratoire (bases et tout ce qui en descend), la part qui passe par les dépôts d'autres éditeurs. Familles ayant au moins un dérivé fait par d'autres et un modèle de leur laboratoire, au dernier relevé ; les {shown} premières. La phrase parle des familles d'au moins {least_downloads} téléchargements en 30 jours."

[limits]
en = [
  "Only bases that publishers declare are known: the reference panel names one for few models, so every figure of descent is a lower bound.",
  "A base that no reading lists is known by its name only.",
  "Downloads are those of the models that the source lists, not of all derivatives on the Hub.",
  "The 30-day counter counts requests, not people.",
]
fr = [
  "Seules les bases déclarées par les éditeurs sont connues : le panel de référence n'en donne que pour peu de modèles, donc tout chiffre de descendance est un minimum.",
  "Une base qu'aucun relevé ne liste n'est connue que de nom.",
  "Les téléchargements sont ceux des modèles que la source liste, non de tous les dérivés du Hub.",
  "Le compteur de 30 jours compte des requêtes, non des personnes.",
]

[constants]
least_downloads = 10000
shown = 25

[parameters.tasks]
[parameters.basis]
[parameters.source]

[columns.source]
like = "source_hub"
[columns.snapshot_date]
[columns.lab_id]
like = "lab_id_base"
[columns.root_family]

[columns.own]
type = "number"
unit = "downloads"
label = {en = "Own", fr = "En propre"}
meaning = {en = "30-day downloads of the lab's own repositories in its families", fr = "Téléchargements sur 30 jours des dépôts du laboratoire dans ses familles"}
[columns.through_others]
type = "number"
unit = "downloads"
label = {en = "Through others", fr = "Par d'autres"}
meaning = {en = "30-day downloads of derivatives that others publish", fr = "Téléchargements sur 30 jours des dérivés publiés par d'autres"}
[columns.dependence]
type = "number"
unit = "share"
label = {en = "Through others", fr = "Par d'autres"}
meaning = {en = "Downloads through others / all downloads of the family", fr = "Téléchargements par d'autres / tous ceux de la famille"}

[columns.named_share]
[columns.missing_share]
[columns.shown_of]

[chart]
kind = "bar"
x = "root_family"
y = "dependence"
series = "lab_id"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[finding.thin]
en = "Too few downloads through others to say which family depends on them"
fr = "Trop peu de téléchargements par autrui pour dire quelle famille en dépend"
[note.thin]
en = "No family shown has {least|integer} downloads in 30 days with a part through others."
fr = "Aucune famille montrée n'a {least|integer} téléchargements en 30 jours dont une part par autrui."

[finding.depends]
en = "{dependence|percent} of the {family|text} family's downloads come through other publishers"
fr = "{dependence|percent} des téléchargements de la famille {family|text} passent par autrui"
[note.depends]
en = "Of the families shown the one that depends most; its lab may have others (see reach by lab). A lower bound: only declared bases are seen."
fr = "La plus dépendante des familles montrées ; son laboratoire peut en avoir d'autres (voir la portée par laboratoire). C'est un minimum : seules les bases déclarées se voient."
---*/
WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND ($tasks = 'all' OR task_scope = $tasks) AND ($basis = 'raw' OR NOT excluded)
), known AS (
    SELECT
        coalesce(sum(downloads_30d) FILTER (base = 'named'), 0) / nullif(sum(downloads_30d), 0) AS named_share,
        coalesce(sum(downloads_30d) FILTER (base = 'missing'), 0) / nullif(sum(downloads_30d), 0) AS missing_share
    FROM cell
)
SELECT c.source, c.snapshot_date, c.root_lab_id AS lab_id, c.root_family,
    coalesce(sum(c.downloads_30d) FILTER (c.lab_id IS NOT DISTINCT FROM c.root_lab_id), 0) AS own,
    coalesce(sum(c.downloads_30d) FILTER (c.lab_id IS DISTINCT FROM c.root_lab_id), 0) AS through_others,
    through_others / nullif(own + through_others, 0) AS dependence,
    any_value(k.named_share) AS named_share, any_value(k.missing_share) AS missing_share, count(*) OVER () AS shown_of
FROM cell c, known k
WHERE c.root_lab_id IS NOT NULL AND c.root_family IS NOT NULL
GROUP BY c.source, c.snapshot_date, c.root_lab_id, c.root_family
HAVING through_others > 0 AND own > 0
ORDER BY dependence DESC, through_others DESC, c.root_family
LIMIT $shown
-- finding
SELECT CASE WHEN own + through_others >= $least_downloads THEN 'depends' ELSE 'thin' END AS finding_case,
    $least_downloads AS least, root_family AS family, dependence, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM result ORDER BY own + through_others >= $least_downloads DESC, dependence DESC, through_others DESC, root_family LIMIT 1
