SELECT
    bringer_of('dataset') AS source,
    observed_on AS snapshot_date,
    dataset_id, organisation_id, lab_id, licence,
    coalesce(openness, 'unknown') AS side,
    gated, downloads_30d, downloads_all_time, likes, models,
    count(*) OVER () AS shown_of
FROM mart_dataset
WHERE CASE WHEN $by = 'likes' THEN top_likes ELSE top_downloads END
ORDER BY CASE WHEN $by = 'likes' THEN likes ELSE downloads_30d END DESC NULLS LAST, dataset_id
LIMIT $shown
