-- An organisation has entered if the previous run listed no model of it; models know their organisation's present name,
-- so a renamed organisation has not entered.
INSERT INTO mart_lab BY NAME
WITH listed AS (
    SELECT a.lab_id, a.task_scope, a.organisation_id, a.model_id, l.downloads_30d
    FROM listing l JOIN attribute a USING (model_key)
    WHERE a.lab_id IS NOT NULL AND getvariable('listing') = 'organisations'
),
before AS (
    SELECT DISTINCT m.organisation_id FROM previous p JOIN model m USING (model_key)
),
organisations AS (
    SELECT
        l.lab_id,
        list(DISTINCT l.organisation_id ORDER BY l.organisation_id) AS organisations,
        coalesce(list(DISTINCT l.organisation_id ORDER BY l.organisation_id)
            FILTER (b.organisation_id IS NULL AND EXISTS (SELECT 1 FROM previous_run)), []) AS organisations_entered
    FROM listed l LEFT JOIN before b USING (organisation_id)
    GROUP BY l.lab_id
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    l.lab_id,
    l.task_scope,
    arg_max(l.model_id, (coalesce(l.downloads_30d, -1), l.model_id)) AS largest_model_id,
    max(l.downloads_30d) AS largest_downloads_30d,
    any_value(o.organisations) AS organisations,
    any_value(o.organisations_entered) AS organisations_entered
FROM listed l
JOIN organisations o USING (lab_id)
GROUP BY l.lab_id, l.task_scope
ORDER BY l.lab_id, l.task_scope;
