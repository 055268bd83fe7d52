WITH listed_day AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT observed_on AS day FROM routed
), span AS (
    FROM compared_days('listed_day', $since, $until)
), total AS (
    SELECT *, sum(total_tokens) OVER (PARTITION BY observed_on) AS all_tokens,
        regexp_replace(split_part(model_slug, '/', 2), '-20[0-9]{6}', '') AS model
    FROM routed
), listed AS (
    SELECT *, total_tokens / all_tokens AS share, row_number() OVER (PARTITION BY observed_on ORDER BY total_tokens DESC, model_slug) AS place
    FROM total WHERE NOT is_other
), pair AS (
    SELECT n.observed_on IS NOT NULL AS is_now, s.day, s.before_day, coalesce(n.source, b.source) AS source,
        coalesce(n.model, b.model) AS model, coalesce(n.lab, b.lab) AS lab, coalesce(n.lab_id, b.lab_id) AS lab_id,
        CASE WHEN n.model_slug IS NULL THEN b.side ELSE n.side END AS side, n.place, b.place AS place_before, n.share, b.share AS share_before
    FROM span s
    JOIN (SELECT DISTINCT model_slug FROM listed JOIN span ON observed_on IN (day, before_day)) m ON TRUE
    LEFT JOIN listed n ON n.model_slug = m.model_slug AND n.observed_on = s.day
    LEFT JOIN listed b ON b.model_slug = m.model_slug AND b.observed_on = s.before_day
)
SELECT source, day AS observed_on, before_day AS before_date, model, lab, lab_id, coalesce(side, 'unknown') AS side, place, place_before,
    share, share_before, share - share_before AS change,
    CASE WHEN place IS NULL THEN 'left' WHEN place_before IS NULL THEN 'entered' WHEN place < place_before THEN 'up'
        WHEN place > place_before THEN 'down' ELSE 'same' END AS state
FROM pair
ORDER BY place NULLS LAST, place_before, model
