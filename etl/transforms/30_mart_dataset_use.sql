-- What the models of a live run name as their training data. The panel's listings carry no such tags: no row says "none".

INSERT INTO mart_data_naming BY NAME
WITH named AS (
    SELECT DISTINCT model_key FROM dataset_use
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    l.lab_id, l.tier, l.task_scope, l.excluded,
    count(*) AS models,
    count(n.model_key) AS models_naming,
    count(*) FILTER (n.model_key IS NULL AND NOT g.attributes_complete) AS models_unread,
    sum(l.downloads_30d) AS downloads_30d,
    sum(l.downloads_30d) FILTER (n.model_key IS NOT NULL) AS downloads_30d_naming,
    sum(l.downloads_30d) FILTER (n.model_key IS NULL AND NOT g.attributes_complete) AS downloads_30d_unread
FROM listed l
JOIN batch b USING (run_seq)
JOIN listing g USING (version)
LEFT JOIN named n ON n.model_key = l.model_key
WHERE getvariable('source') = 'hub' AND getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY ALL;

DELETE FROM mart_dataset_use WHERE source = getvariable('source') AND getvariable('listing') = 'organisations';
INSERT INTO mart_dataset_use BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    u.dataset_id, l.task_scope, l.excluded,
    count(*) AS models,
    count(DISTINCT a.organisation_id) AS organisations,
    sum(l.downloads_30d) AS downloads_30d
FROM dataset_use u
JOIN listed l USING (model_key)
JOIN attribute a USING (version)
JOIN batch b USING (run_seq)
WHERE b.is_last AND getvariable('source') = 'hub' AND getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY u.dataset_id, l.task_scope, l.excluded;
