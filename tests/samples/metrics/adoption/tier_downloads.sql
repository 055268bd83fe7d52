SELECT
    source,
    snapshot_date,
    tier,
    sum(downloads_30d) AS downloads_30d,
    -- 0/0 is not a number and must come out as unknown: $since stays as it is in this comment
    sum(downloads_30d) / sum(sum(downloads_30d)) OVER (PARTITION BY source, snapshot_date) AS share,
    CASE WHEN sum(downloads_30d) < $minimum THEN 'it''s $order; low' END AS flags
FROM mart_adoption
WHERE ($labs IS NULL OR list_contains($labs, lab_id)) AND ($since IS NULL OR snapshot_date >= $since)
GROUP BY source, snapshot_date, tier
ORDER BY CASE WHEN $order = 'size' THEN -sum(downloads_30d) END, source, snapshot_date, tier NULLS LAST
