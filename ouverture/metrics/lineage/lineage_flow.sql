WITH derived AS (
    SELECT c.*,
        CASE WHEN c.root_lab_id = c.lab_id THEN 'own_lab' WHEN c.role = 'packager' THEN 'packager'
            WHEN c.lab_id IS NOT NULL THEN 'other_lab' ELSE 'unaffiliated' END AS publisher_kind
    FROM newest_lineage($source, $basis, $tasks) c
    WHERE c.base = 'named' AND c.downloads_30d > 0
), large AS (
    SELECT root_lab_id FROM derived WHERE root_lab_id IS NOT NULL
    GROUP BY root_lab_id ORDER BY sum(downloads_30d) DESC, root_lab_id LIMIT $labs_shown
), way AS (
    SELECT source, snapshot_date, 0 AS stage,
        CASE WHEN root_lab_id IN (FROM large) THEN root_lab_id ELSE 'other' END AS from_node, relation AS to_node, downloads_30d
    FROM derived
    UNION ALL
    SELECT source, snapshot_date, 1, relation, publisher_kind, downloads_30d FROM derived
)
SELECT w.source, w.snapshot_date, w.stage, w.from_node, w.to_node, sum(w.downloads_30d) AS downloads_30d,
    any_value(k.named_share) AS named_share, any_value(k.missing_share) AS missing_share
FROM way w, lineage_known($source, $basis, $tasks) k
GROUP BY w.source, w.snapshot_date, w.stage, w.from_node, w.to_node
ORDER BY w.stage, sum(w.downloads_30d) DESC, w.from_node, w.to_node
