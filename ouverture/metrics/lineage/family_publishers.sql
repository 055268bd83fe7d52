WITH latest AS (
    SELECT run_id FROM newest_run($source)
), cell AS (
    SELECT source, snapshot_date, lab_id, (lab_id IS NOT DISTINCT FROM root_lab_id) AS own,
        CASE WHEN base = 'none' THEN 'base' ELSE relation END AS relation, role, models, downloads_30d
    FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM latest) AND root_family = $family
        AND counts_for($basis, $tasks, excluded, task_scope)
), large AS (
    SELECT coalesce(lab_id, '') AS name, count(*) OVER () AS labs FROM cell
    GROUP BY lab_id ORDER BY sum(downloads_30d) DESC NULLS LAST, lab_id LIMIT $shown
)
SELECT source, snapshot_date, lab_id, relation,
    CASE WHEN bool_or(own) THEN 'maker' WHEN bool_or(role = 'packager') THEN 'packager' ELSE 'author' END AS role,
    sum(models) AS models, sum(downloads_30d) AS downloads_30d,
    sum(downloads_30d) / nullif((SELECT sum(downloads_30d) FROM cell), 0) AS share,
    (SELECT any_value(labs) FROM large) AS shown_of
FROM cell
WHERE coalesce(lab_id, '') IN (SELECT name FROM large)
GROUP BY source, snapshot_date, lab_id, relation
ORDER BY sum(sum(downloads_30d)) OVER (PARTITION BY lab_id) DESC NULLS LAST, lab_id, sum(downloads_30d) DESC NULLS LAST, relation
