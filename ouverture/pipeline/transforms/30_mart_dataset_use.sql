-- What the models of a live run name as their training data. The panel's listings carry no such tags: no row says "none".

INSERT INTO mart_data_naming BY NAME
WITH named AS (
    SELECT DISTINCT model_key FROM dataset_use
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    l.lab_id, l.tier, l.task_scope, l.left_out AS excluded,
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
WHERE getvariable('source') = live_source()
GROUP BY ALL
ORDER BY ALL;

-- A dataset is one under its old and its new name, in whatever letter case: the name that the Hub lists it under today, else
-- the one that the registry's renames lead to.
DELETE FROM mart_dataset_use WHERE source = getvariable('source');
INSERT INTO mart_dataset_use BY NAME
WITH name AS (
    SELECT u.dataset_id, r.new_dataset_id, coalesce(r.new_dataset_id, u.dataset_id) AS present
    FROM (SELECT DISTINCT dataset_id FROM dataset_use) u
    LEFT JOIN registry_dataset_rename r ON lower(r.old_dataset_id) = lower(u.dataset_id)
),
alias AS (
    SELECT lower(a.dataset_id) AS name, arg_max(d.dataset_id, (d.last_seen, d.dataset_key)) AS dataset_id
    FROM dataset_alias a JOIN dataset d USING (dataset_key)
    GROUP BY ALL
),
meant AS (
    SELECT n.dataset_id AS named, coalesce(a.dataset_id, min(n.new_dataset_id) OVER same, min(n.present) OVER same) AS dataset_id
    FROM name n
    LEFT JOIN alias a ON a.name = lower(n.present)
    WINDOW same AS (PARTITION BY lower(n.present))
),
used AS (
    SELECT DISTINCT u.model_key, m.dataset_id FROM dataset_use u JOIN meant m ON m.named = u.dataset_id
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    u.dataset_id, l.task_scope, l.left_out AS excluded,
    count(*) AS models,
    count(DISTINCT a.organisation_id) AS organisations,
    sum(l.downloads_30d) AS downloads_30d
FROM used u
JOIN listed l USING (model_key)
JOIN attribute a USING (version)
JOIN batch b USING (run_seq)
WHERE b.is_last AND getvariable('source') = live_source()
GROUP BY ALL
ORDER BY u.dataset_id, l.task_scope, l.left_out;
