-- The first 365 days of each model: the count at day 365, or so far where it is younger. Older models of which that day was
-- not read are left out.
DELETE FROM mart_first_year;
INSERT INTO mart_first_year BY NAME
WITH first_year AS (
    SELECT c.source, m.task_scope, m.lab_id, m.model_id, year(c.released_on)::INTEGER AS release_year, c.counted_on,
        a.downloads IS NOT NULL AS complete,
        coalesce(a.downloads, c.downloads) AS downloads,
        c.estimated
    FROM cumulative c
    JOIN model m USING (model_key)
    LEFT JOIN mart_age a ON a.source = c.source AND a.model_key = c.model_key AND a.age_days = 365
    WHERE (a.downloads IS NOT NULL OR c.age_days < 365) AND NOT m.on_exclusion_list AND m.base_relation IS DISTINCT FROM 'quantized'
)
SELECT
    source, task_scope, lab_id, release_year,
    count(*) AS models,
    count(*) FILTER (complete) AS models_complete,
    sum(downloads) AS downloads,
    arg_max(model_id, (downloads, model_id)) AS largest_model_id,
    max(downloads) AS largest_downloads,
    max(counted_on) AS counted_on,
    bool_or(estimated) AS estimated
FROM first_year
GROUP BY source, task_scope, lab_id, release_year
ORDER BY source, task_scope, lab_id, release_year;
