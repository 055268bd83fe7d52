SELECT
    source,
    observed_on,
    CASE method WHEN 'surviving by created_at' THEN 'surviving' WHEN 'claim' THEN 'published' ELSE method END AS method,
    models
FROM hub_size
ORDER BY method, observed_on
