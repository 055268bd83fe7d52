-- What the models of a live run name as their training data. The panel's listings carry no such tags: no row says "none".

INSERT INTO mart_data_naming BY NAME
WITH named AS (
    SELECT DISTINCT model_key FROM dataset_use
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.lab_id, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    count(*) AS models,
    count(n.model_key) AS models_naming,
    count(*) FILTER (n.model_key IS NULL AND NOT l.attributes_complete) AS models_unread,
    sum(l.downloads_30d) AS downloads_30d,
    sum(l.downloads_30d) FILTER (n.model_key IS NOT NULL) AS downloads_30d_naming,
    sum(l.downloads_30d) FILTER (n.model_key IS NULL AND NOT l.attributes_complete) AS downloads_30d_unread
FROM listing l
JOIN attribute a USING (model_key)
LEFT JOIN left_out o USING (model_key)
LEFT JOIN named n ON n.model_key = l.model_key
WHERE getvariable('source') = 'hub' AND getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY ALL;

DELETE FROM mart_dataset_use WHERE source = getvariable('source') AND getvariable('listing') = 'organisations';
INSERT INTO mart_dataset_use BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    u.dataset_id, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    count(*) AS models,
    count(DISTINCT a.organisation_id) AS organisations,
    sum(l.downloads_30d) AS downloads_30d
FROM dataset_use u
JOIN listing l USING (model_key)
JOIN attribute a USING (model_key)
LEFT JOIN left_out o USING (model_key)
WHERE getvariable('source') = 'hub' AND getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY u.dataset_id, a.task_scope, excluded;
