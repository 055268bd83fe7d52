WITH credited AS (
    SELECT a.source, a.snapshot_date,
        CASE WHEN a.mode <> 'publisher' AND a.base = 'missing' AND a.lab_id IS NULL THEN 'base_missing' ELSE a.lab_id END AS lab_id,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'publisher'), 0) AS publisher,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'family'), 0) AS family,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'packager'), 0) AS packager,
        coalesce(sum(a.downloads_30d) FILTER (a.mode = 'publisher' AND a.base = 'missing'), 0) AS base_missing
    FROM mart_attribution a
    WHERE a.run_id = (SELECT run_id FROM newest_run($source)) AND counts_for($basis, $tasks, a.excluded, a.task_scope)
    GROUP BY ALL
), placed AS (
    SELECT *, row_number() OVER (
        ORDER BY CASE $mode WHEN 'publisher' THEN publisher WHEN 'family' THEN family ELSE packager END DESC, lab_id) AS place
    FROM credited
    WHERE greatest(publisher, family, packager) > 0
)
SELECT c.source, c.snapshot_date, CASE WHEN c.place <= $shown THEN c.lab_id ELSE 'other' END AS lab_id,
    sum(c.publisher) AS publisher, sum(c.family) AS family, sum(c.packager) AS packager, sum(c.base_missing) AS base_missing,
    any_value(k.named_share) AS named_share, any_value(k.missing_share) AS missing_share
FROM placed c, lineage_known($source, $basis, $tasks) k
GROUP BY c.source, c.snapshot_date, CASE WHEN c.place <= $shown THEN c.lab_id ELSE 'other' END
ORDER BY min(c.place)
