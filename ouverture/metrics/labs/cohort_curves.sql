WITH chosen AS (
    SELECT newest(source, counted_on, source) AS source FROM cumulative
), curve AS (
    SELECT a.source, a.model_key, m.lab_id, m.model_id, a.age_days, a.downloads, a.estimated
    FROM mart_age a JOIN chosen USING (source) JOIN model m USING (model_key)
    WHERE list_contains($labs, m.lab_id) AND m.size_class = $size_class AND m.task_scope = 'generative'
        AND NOT m.on_exclusion_list AND m.base_relation IS DISTINCT FROM 'quantized'
), leader AS ( -- machine traffic is never a leader
    SELECT model_id FROM curve ANTI JOIN machine_traffic USING (source, model_key)
    GROUP BY lab_id, model_id
    QUALIFY row_number() OVER (PARTITION BY lab_id ORDER BY max(downloads) DESC, model_id) = 1
), drawn AS (
    SELECT c.source, 'cohort' AS lab_id, NULL AS model_id, c.age_days, c.middle AS downloads, c.low, c.high, c.peers AS models,
        (SELECT any_value(estimated) FROM curve) AS estimated
    FROM mart_cohort c JOIN chosen USING (source)
    WHERE c.size_class = $size_class AND c.task_scope = 'generative'
    UNION ALL BY NAME
    SELECT source, lab_id, model_id, age_days, downloads, estimated FROM curve SEMI JOIN leader USING (model_id)
)
SELECT source, lab_id, model_id, age_days, downloads, low, high, models, CASE WHEN estimated THEN 'estimated' END AS flags
FROM drawn
ORDER BY lab_id <> 'cohort', list_position($labs, lab_id), age_days
