/*---
title    = {en = "Size of the models that exist and of those that are used", fr = "Taille des modèles qui existent et de ceux qu'on utilise"}
question = {en = "Do models get smaller?", fr = "Les modèles rapetissent-ils ?"}
unit     = {en = "parameters", fr = "paramètres"}
grain    = "source, snapshot_date, statistic"
version  = 2
tables   = ["mart_size", "series_run"]
sources  = "rows"

[formula]
en = "Mean and median over the listed models whose parameters are known; weighted median: half of the 30-day downloads are of models at most this large. Quantised and packed repositories count at the size of their base; where that is not known, they are not counted. Adjusted: without the exclusion list and machine traffic."
fr = "Moyenne et médiane des modèles listés dont les paramètres sont connus ; médiane pondérée : la moitié des téléchargements sur 30 jours vont à des modèles au plus aussi grands. Les dépôts quantifiés ou compactés comptent à la taille de leur base ; si elle est inconnue, ils ne comptent pas. Ajusté : sans la liste d'exclusion ni le trafic de machines."

[limits]
en = [
  "The three say different things: a few very large releases raise the mean while what people download stays small. None alone answers.",
  "Parameters are known for a part of the models only; the part of downloads with a known size is given.",
  "Total parameters: a mixture of experts uses fewer for each token.",
  "Organisations entering the list change all three: such readings are marked as breaks.",
]
fr = [
  "Les trois disent des choses différentes : quelques très grands modèles relèvent la moyenne tandis que ce qu'on télécharge reste petit. Aucune ne répond seule.",
  "Les paramètres ne sont connus que d'une partie des modèles ; la part des téléchargements de taille connue est donnée.",
  "Paramètres totaux : un mélange d'experts en emploie moins par jeton.",
  "L'entrée d'organisations dans la liste change les trois : ces relevés sont marqués comme ruptures.",
]

[constants]
known_high = 0.9
flat_change = 0.25

[parameters.tasks]

[parameters.basis]

[columns.source]
like = "source_hub"
[columns.snapshot_date]

[columns.statistic]
type = "text"
label = {en = "Statistic", fr = "Statistique"}
meaning = {en = "mean, median (over models), weighted_median (by downloads)", fr = "mean (moyenne), median (médiane des modèles), weighted_median (médiane pondérée par les téléchargements)"}

[columns.parameters]

[columns.models]
meaning = {en = "Models whose parameters are known", fr = "Modèles dont les paramètres sont connus"}

[columns.known_share]
type = "number"
unit = "share"
label = {en = "Size known", fr = "Taille connue"}
meaning = {en = "Part of the downloads on models whose parameters are known", fr = "Part des téléchargements de modèles dont les paramètres sont connus"}

[columns.flags]
like = "flags_break_stale"

[chart]
kind = "line"
x = "snapshot_date"
y = "parameters"
series = "statistic"
facet = "source"
log = true

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."

[[changelog]]
version = 2
on = 2026-11-29
en = "Quantised and packed repositories count at the size of their base."
fr = "Les dépôts quantifiés ou compactés comptent à la taille de leur base."

[finding.apart]
en = "Released models grow ({mean_change|signed_percent} on average), those downloaded do not"
fr = "Les modèles publiés grossissent ({mean_change|signed_percent} en moyenne), ceux qu'on télécharge non"
[note.apart]
en = "Mean {mean|compact} parameters, weighted by downloads a median of {weighted|compact} ({weighted_change|signed_percent}) since {since|date}. Parameters are known for {known|percent} of downloads; the list of organisations grew in between."
fr = "Moyenne de {mean|compact} paramètres ; médiane pondérée par les téléchargements de {weighted|compact} ({weighted_change|signed_percent}) depuis le {since|date}. Paramètres connus pour {known|percent} des téléchargements ; la liste d'organisations s'est allongée entre-temps."
[finding.larger]
en = "Models that are downloaded grow: median of {weighted|compact} parameters, {weighted_change|signed_percent}"
fr = "Les modèles téléchargés grossissent : médiane de {weighted|compact} paramètres, {weighted_change|signed_percent}"
[note.larger]
en = "Weighted by downloads, since {since|date}. Parameters are known for {known|percent} of downloads; the list of organisations grew in between."
fr = "Pondérée par les téléchargements, depuis le {since|date}. Paramètres connus pour {known|percent} des téléchargements ; la liste d'organisations s'est allongée entre-temps."
[finding.smaller]
en = "Models that are downloaded shrink: median of {weighted|compact} parameters, {weighted_change|signed_percent}"
fr = "Les modèles téléchargés rapetissent : médiane de {weighted|compact} paramètres, {weighted_change|signed_percent}"
[note.smaller]
en = "Weighted by downloads, since {since|date}. Parameters are known for {known|percent} of downloads; the list of organisations grew in between."
fr = "Pondérée par les téléchargements, depuis le {since|date}. Paramètres connus pour {known|percent} des téléchargements ; la liste d'organisations s'est allongée entre-temps."
[finding.depends]
en = "Do downloaded models grow? {raw_change|signed_percent} raw, {adjusted_change|signed_percent} without machine traffic"
fr = "Les modèles téléchargés grossissent-ils ? {raw_change|signed_percent} brut, {adjusted_change|signed_percent} sans machines"
[note.depends]
en = "Median of {weighted|compact} parameters, weighted by downloads, since {since|date}. Parameters are known for {known|percent} of downloads; the list of organisations grew in between."
fr = "Médiane de {weighted|compact} paramètres, pondérée par les téléchargements, depuis le {since|date}. Paramètres connus pour {known|percent} des téléchargements ; la liste d'organisations s'est allongée entre-temps."
[finding.flat]
en = "Half of all downloads are of models of at most {weighted|compact} parameters"
fr = "La moitié des téléchargements : modèles d'au plus {weighted|compact} paramètres"
---*/
SELECT
    z.source,
    z.snapshot_date,
    s.statistic,
    CASE s.statistic WHEN 'mean' THEN z.mean_parameters WHEN 'median' THEN z.median_parameters ELSE z.weighted_median_parameters END
        AS parameters,
    z.models_sized AS models,
    z.downloads_30d_sized / nullif(z.downloads_30d, 0) AS known_share,
    r.flags
FROM mart_size z
JOIN series_run r USING (run_id)
CROSS JOIN (VALUES ('mean'), ('median'), ('weighted_median')) AS s(statistic)
WHERE z.tasks = $tasks AND z.basis = $basis
ORDER BY z.source, z.snapshot_date, s.statistic
-- finding
WITH chosen AS (
    PIVOT (
        SELECT snapshot_date, known_share, statistic, parameters FROM result
        WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
    ) ON statistic IN ('mean', 'weighted_median') USING any_value(parameters)
), latest AS (
    SELECT * FROM chosen ORDER BY snapshot_date DESC LIMIT 1
), first AS (
    SELECT * FROM chosen ORDER BY snapshot_date LIMIT 1
), both_bases AS (  -- the same change under either basis: what one large counter says must not pass for a trend
    SELECT max(c.change) FILTER (basis = 'raw') AS raw_change, max(c.change) FILTER (basis = 'adjusted') AS adjusted_change
    FROM (
        SELECT basis, arg_max(weighted_median_parameters, snapshot_date) / arg_min(weighted_median_parameters, snapshot_date) - 1 AS change
        FROM mart_size
        WHERE tasks = $tasks AND source = (SELECT newest(source, snapshot_date, source) FROM result)
            AND run_id IN (SELECT run_id FROM series_run)
        GROUP BY basis
    ) c
), change AS (
    SELECT l.*, b.*, f.snapshot_date AS since, l.mean / f.mean - 1 AS mean_change,
        l.weighted_median / f.weighted_median - 1 AS weighted_change
    FROM latest l, first f, both_bases b
)
SELECT
    CASE WHEN since = snapshot_date OR weighted_change IS NULL THEN 'flat'
        WHEN abs(raw_change - adjusted_change) > $flat_change
            AND (raw_change > $flat_change) IS DISTINCT FROM (adjusted_change > $flat_change) THEN 'depends'
        WHEN weighted_change <= $flat_change AND mean_change > greatest(weighted_change, 0) + $flat_change THEN 'apart'
        WHEN weighted_change > $flat_change THEN 'larger'
        WHEN weighted_change < -$flat_change THEN 'smaller'
        ELSE 'flat' END AS finding_case,
    mean, mean_change, weighted_median AS weighted, weighted_change, raw_change, adjusted_change, since, known_share AS known,
    snapshot_date AS as_of,
    CASE WHEN since = snapshot_date THEN 'low' WHEN known_share >= $known_high THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN since = snapshot_date THEN 'few_readings' ELSE 'partial_coverage' END AS confidence_reason
FROM change
