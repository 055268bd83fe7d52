-- Sorted by key alone, and the rows of the page fetched after: sorting whole rows of millions of models takes gigabytes.
WITH fit AS MATERIALIZED (
    SELECT model_key, model_id,
        CASE $sort WHEN 'downloads' THEN -downloads_30d WHEN 'likes' THEN -likes WHEN 'created' THEN -epoch(created_on)::BIGINT END AS place
    FROM mart_model
    WHERE ($q IS NULL OR (  -- its first word first: few names have it, and the others are looked for in those
            contains(lower(model_id), string_split(lower(trim($q)), ' ')[1])
            AND list_bool_and([contains(lower(model_id), word) FOR word IN string_split(lower(trim($q)), ' ')])
        ))
        AND ($lab IS NULL OR lab_id = $lab)
        AND ($tier IS NULL OR coalesce(tier::VARCHAR, 'unknown') = $tier)
        AND ($task IS NULL OR pipeline_tag = $task)
        AND ($licence IS NULL OR licence = $licence)
        AND ($size_class IS NULL OR size_class = $size_class)
        AND ($gated IS NULL OR gated = $gated)
), shown AS (
    SELECT model_key, place FROM fit ORDER BY place NULLS LAST, model_id LIMIT $page_size OFFSET ($page - 1) * $page_size
)
SELECT
    c.model_id, c.lab_id, c.downloads_30d, c.likes, c.tier, c.licence, c.pipeline_tag, c.parameters, c.created_on, c.gone_on,
    CASE WHEN c.gone_on IS NULL AND n.newest_on > c.latest_on THEN n.newest_on END AS unlisted_on,
    c.latest_source AS source,
    c.latest_on,
    (SELECT count(*) FROM fit) AS total
FROM shown
JOIN mart_model c USING (model_key)
LEFT JOIN (
    SELECT source, max(snapshot_date) AS newest_on FROM series_run GROUP BY source
) n ON n.source = c.latest_source
ORDER BY shown.place NULLS LAST, c.model_id
