WITH day AS (
    SELECT observed_on, sum(downloads_30d) AS total FROM mart_dataset_openness GROUP BY observed_on
)
SELECT
    bringer_of('dataset') AS source,
    d.observed_on AS snapshot_date,
    s.side,
    coalesce(m.datasets, 0)::BIGINT AS datasets,
    (CASE WHEN m.datasets IS NULL THEN 0 ELSE m.downloads_30d END)::BIGINT AS downloads_30d,
    (CASE WHEN m.datasets IS NULL THEN 0 ELSE m.downloads_30d END) / nullif(d.total, 0)::DOUBLE AS share
FROM day d
CROSS JOIN (VALUES ('open', 1), ('restricted', 2), ('unknown', 3)) AS s(side, place)
LEFT JOIN mart_dataset_openness m ON m.observed_on = d.observed_on AND coalesce(m.openness, 'unknown') = s.side
ORDER BY d.observed_on, s.place
