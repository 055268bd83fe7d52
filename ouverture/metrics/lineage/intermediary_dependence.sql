SELECT c.source, c.snapshot_date, c.root_lab_id AS lab_id, c.root_family,
    coalesce(sum(c.downloads_30d) FILTER (c.lab_id IS NOT DISTINCT FROM c.root_lab_id), 0) AS own,
    coalesce(sum(c.downloads_30d) FILTER (c.lab_id IS DISTINCT FROM c.root_lab_id), 0) AS through_others,
    through_others / nullif(own + through_others, 0) AS dependence,
    any_value(k.named_share) AS named_share, any_value(k.missing_share) AS missing_share, count(*) OVER () AS shown_of
FROM newest_lineage($source, $basis, $tasks) c, lineage_known($source, $basis, $tasks) k
WHERE c.root_lab_id IS NOT NULL AND c.root_family IS NOT NULL
GROUP BY c.source, c.snapshot_date, c.root_lab_id, c.root_family
HAVING through_others > 0 AND own > 0
ORDER BY dependence DESC, through_others DESC, c.root_family
LIMIT $shown
