-- "Models get smaller": mean and median size of the generative models listed, and that of the median download, at the last
-- reading of whole organisations against the first one of its source. Where the list of organisations changed between, it says so.
INSERT INTO claim_found BY NAME
WITH reading AS (
    SELECT s.* FROM mart_size s JOIN series_run USING (run_id)
    WHERE s.basis = 'raw' AND s.tasks = 'generative' AND s.source = (SELECT source FROM newest_run('auto'))
), size AS (
    SELECT source, snapshot_date,
        unnest([1, 2, 3]) AS place, unnest([mean_parameters, median_parameters, weighted_median_parameters]) AS parameters
    FROM reading
), ends AS (
    SELECT source, place, min(snapshot_date) AS first_on, max(snapshot_date) AS last_on,
        arg_min(parameters, snapshot_date) AS before, arg_max(parameters, snapshot_date) AS now
    FROM size
    WHERE parameters IS NOT NULL
    GROUP BY source, place
    HAVING first_on < last_on
), definition AS (
    SELECT *, EXISTS (
        FROM series_run r WHERE r.source = ends.source AND r.snapshot_date > ends.first_on AND r.snapshot_date <= ends.last_on AND r.flags LIKE '%break%'
    ) AS list_changed
    FROM ends
)
SELECT
    c.claim_id,
    d.place,
    concat_ws(' ', ['size_mean', 'size_median', 'size_download'][d.place], 'size_since', CASE WHEN list_changed THEN 'list_changed' END) AS definition,
    d.now AS figure,
    'parameters' AS unit,
    d.before AS against,
    'less' AS needs,
    d.now < d.before AS holds,
    d.first_on AS since,
    d.last_on AS measured_on,
    d.source
FROM claim c, definition d
WHERE c.claim_id = 'models-smaller';
