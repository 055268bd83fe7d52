-- "Models get smaller": the size of the median model at the last reading of whole organisations against the first one
-- of its source. Organisations joined the list between, so the comparison is shown and decides only where none did.
INSERT INTO claim_test BY NAME
WITH reading AS (
    SELECT s.* FROM mart_size s JOIN series_run r USING (run_id)
    WHERE s.basis = 'raw' AND s.tasks = 'generative' AND s.source = (SELECT source FROM series_run ORDER BY snapshot_date DESC, source LIMIT 1)
), ends AS (
    SELECT source, min(snapshot_date) AS first_on, max(snapshot_date) AS last_on,
        [arg_min(median_parameters, snapshot_date), arg_min(weighted_median_parameters, snapshot_date)] AS before,
        [arg_max(median_parameters, snapshot_date), arg_max(weighted_median_parameters, snapshot_date)] AS now
    FROM reading
    GROUP BY source
    HAVING first_on < last_on
), definition AS (
    SELECT *, unnest([1, 2]) AS place FROM ends
)
SELECT
    c.claim_id,
    d.place,
    CASE d.place WHEN 1 THEN format('the median generative model listed, against {}', day_en(d.first_on))
        ELSE format('the median generative download, against {}', day_en(d.first_on)) END AS definition_en,
    CASE d.place WHEN 1 THEN format('le modèle génératif médian listé, contre le {}', day_fr(d.first_on))
        ELSE format('le téléchargement génératif médian, contre le {}', day_fr(d.first_on)) END AS definition_fr,
    d.now[d.place] AS figure,
    'parameters' AS unit,
    d.before[d.place] AS against,
    CASE WHEN NOT EXISTS (
        FROM series_run r WHERE r.source = d.source AND r.snapshot_date > d.first_on AND r.flags LIKE '%break%'
    ) THEN d.now[d.place] < d.before[d.place] END AS holds,
    d.last_on AS measured_on,
    d.source
FROM claim c, definition d
WHERE c.claim_id = 'models-smaller' AND d.now[d.place] IS NOT NULL;
