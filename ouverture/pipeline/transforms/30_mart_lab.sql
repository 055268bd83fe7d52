-- An organisation has entered if the previous run listed no model of it; models know their organisation's present name,
-- so a renamed organisation has not entered. Machine traffic and the exclusion list never make the largest model.
INSERT INTO mart_lab BY NAME
WITH scoped AS (
    SELECT
        l.run_seq, l.lab_id, l.task_scope, a.organisation_id,
        max({downloads: coalesce(l.downloads_30d, -1), model_id: a.model_id}) FILTER (NOT l.left_out) AS largest
    FROM listed l JOIN attribute a USING (version)
    WHERE l.lab_id IS NOT NULL
    GROUP BY l.run_seq, l.lab_id, l.task_scope, a.organisation_id
),
organisations AS (
    SELECT
        s.run_seq, s.lab_id,
        list(DISTINCT s.organisation_id ORDER BY s.organisation_id) AS organisations,
        coalesce(list(DISTINCT s.organisation_id ORDER BY s.organisation_id)
            FILTER (o.organisation_id IS NULL AND b.previous_seq IS NOT NULL), []) AS organisations_entered
    FROM scoped s
    JOIN batch b USING (run_seq)
    LEFT JOIN organisation_before o ON o.run_seq = s.run_seq AND o.organisation_id = s.organisation_id
    GROUP BY s.run_seq, s.lab_id
)
SELECT
    any_value(b.run_id) AS run_id,
    getvariable('source') AS source,
    any_value(b.snapshot_date) AS snapshot_date,
    s.lab_id,
    s.task_scope,
    max(s.largest).model_id AS largest_model_id,
    nullif(max(s.largest).downloads, -1) AS largest_downloads_30d,
    any_value(o.organisations) AS organisations,
    any_value(o.organisations_entered) AS organisations_entered
FROM scoped s
JOIN organisations o ON o.run_seq = s.run_seq AND o.lab_id = s.lab_id
JOIN batch b ON b.run_seq = s.run_seq
GROUP BY s.run_seq, s.lab_id, s.task_scope
ORDER BY s.run_seq, s.lab_id, s.task_scope;
