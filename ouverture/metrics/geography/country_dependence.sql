WITH latest AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), cell AS (
    SELECT * FROM mart_country
    WHERE run_id = (SELECT run_id FROM latest)
        AND counts_for($basis, $tasks, excluded, task_scope)
), known AS (
    SELECT
        part_of(downloads_30d, base = 'named') AS named_share,
        part_of(downloads_30d, base = 'missing') AS missing_share
    FROM cell
)
SELECT
    c.source, c.snapshot_date, c.base_origin AS base_from, c.publisher_origin AS published_in,
    CASE WHEN length(c.base_origin) = 2 AND length(c.publisher_origin) = 2 THEN c.base_origin <> c.publisher_origin END AS foreign_base,
    sum(c.models) AS models,
    sum(c.downloads_30d) AS downloads_30d,
    sum(c.downloads_30d) / nullif(sum(sum(c.downloads_30d)) OVER (PARTITION BY c.publisher_origin), 0) AS share,
    any_value(k.named_share) AS named_share,
    any_value(k.missing_share) AS missing_share
FROM cell c, known k
WHERE c.base = 'named'
GROUP BY c.source, c.snapshot_date, c.base_origin, c.publisher_origin
ORDER BY length(published_in) <> 2, sum(sum(c.downloads_30d)) OVER (PARTITION BY c.publisher_origin) DESC NULLS LAST, published_in,
    base_from <> published_in, downloads_30d DESC NULLS LAST, base_from
