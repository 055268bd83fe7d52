-- Sorted by key alone, and the words of the page's rows fetched after: see model_search.
WITH counted AS MATERIALIZED (
    SELECT l.model_key, r.source, r.snapshot_date, l.downloads_30d, m.lab_id, m.tier, o.model_key IS NOT NULL AS excluded,
        nullif(sum(l.downloads_30d) OVER (), 0) AS all_downloads, l.downloads_30d / all_downloads AS share
    FROM newest_run($source) r
    JOIN latest_reading l ON l.source = r.source AND l.listed
    JOIN mart_model m USING (model_key)
    LEFT JOIN mart_left_out o ON o.run_id = r.run_id AND o.model_key = l.model_key
    WHERE counts_for($basis, $tasks, o.model_key IS NOT NULL, m.task_scope)
), fit AS MATERIALIZED (
    SELECT *, side_of(tier, least_tier($threshold)) AS side FROM counted
    WHERE ($side IS NULL OR side_of(tier, least_tier($threshold)) = $side)
        AND ($lab IS NULL OR lab_id = $lab)
        AND ($tier IS NULL OR coalesce(tier::VARCHAR, 'unknown') = $tier)
), shown AS (
    SELECT * FROM fit ORDER BY downloads_30d DESC NULLS LAST, model_key LIMIT $page_size OFFSET ($page - 1) * $page_size
)
SELECT m.model_id, s.lab_id, s.side, s.tier, m.licence, m.pipeline_tag, s.downloads_30d, s.share::DOUBLE AS share,
    s.source, s.snapshot_date, CASE WHEN s.excluded THEN 'excluded' END AS flags, f.total, f.total_share
FROM shown s
JOIN mart_model m USING (model_key)
CROSS JOIN (SELECT count(*) AS total, (sum(downloads_30d) / any_value(all_downloads))::DOUBLE AS total_share FROM fit) f
ORDER BY s.downloads_30d DESC NULLS LAST, s.model_key
