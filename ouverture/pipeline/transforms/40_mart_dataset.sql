-- The datasets of the latest reading, with what the models of the latest live run say of them.
DELETE FROM mart_dataset;
INSERT INTO mart_dataset BY NAME
WITH named AS (
    SELECT dataset_id, sum(models)::BIGINT AS models, sum(downloads_30d)::BIGINT AS models_downloads_30d
    FROM mart_dataset_use
    GROUP BY dataset_id
)
SELECT
    d.dataset_id, d.organisation_id, d.lab_id, d.licence, d.openness, d.gated, d.created_on, d.created_before_on, d.first_seen,
    r.observed_on, r.top_downloads, r.top_likes, r.downloads_30d, r.downloads_all_time, r.likes,
    n.models, n.models_downloads_30d
FROM dataset_reading r
JOIN dataset d USING (dataset_key)
LEFT JOIN named n USING (dataset_id)
WHERE r.observed_on = (SELECT max(observed_on) FROM dataset_reading)
ORDER BY r.downloads_30d DESC NULLS LAST, d.dataset_id;
