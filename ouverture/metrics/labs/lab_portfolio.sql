WITH run AS (
    SELECT DISTINCT run_id, source, snapshot_date FROM mart_portfolio
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM mart_portfolio WHERE lab_id = $lab AND of_source($source, source))
), piece AS (
    SELECT p.*,
        CASE $by WHEN 'size_class' THEN size_class WHEN 'task' THEN pipeline_tag WHEN 'licence' THEN licence
            WHEN 'tier' THEN 'tier_' || tier END AS category
    FROM mart_portfolio p SEMI JOIN run USING (run_id)
    WHERE lab_id = $lab AND on_basis($basis, excluded)
), summed AS (
    SELECT source, snapshot_date, category, sum(models) AS models, sum(downloads_30d) AS downloads,
        coalesce(sum(downloads_30d) FILTER (excluded), 0) AS excluded_downloads
    FROM piece GROUP BY source, snapshot_date, category
), placed AS (
    SELECT *,
        CASE WHEN category IS NULL
            OR row_number() OVER (PARTITION BY category IS NULL ORDER BY downloads DESC NULLS LAST, category) <= $shown
            THEN category ELSE 'other' END AS shown_as
    FROM summed
)
SELECT source, snapshot_date, $lab AS lab_id, shown_as AS category,
    sum(models)::BIGINT AS models,
    sum(downloads)::BIGINT AS downloads_30d,
    sum(downloads) / nullif(sum(sum(downloads)) OVER (), 0) AS share,
    sum(excluded_downloads) / nullif(sum(downloads), 0) AS excluded_share
FROM placed
GROUP BY source, snapshot_date, shown_as
ORDER BY shown_as IS NULL, shown_as = 'other',
    CASE $by WHEN 'size_class' THEN size_place(shown_as)
        WHEN 'tier' THEN right(shown_as, 1)::INTEGER END,
    sum(downloads) DESC NULLS LAST, shown_as
