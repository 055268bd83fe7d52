-- Which namespaces of labs entered or left the list at a run: written once, so that no reader has to compare all runs.
INSERT INTO mart_list_change BY NAME
WITH namespace AS (
    SELECT DISTINCT run_id, unnest(organisations) AS organisation_id
    FROM mart_lab
    WHERE run_id IN (SELECT run_id FROM batch UNION ALL SELECT previous_run_id FROM batch)
), entered AS (
    SELECT run_id, list(DISTINCT organisation_id ORDER BY organisation_id) AS organisations
    FROM (SELECT run_id, unnest(organisations_entered) AS organisation_id FROM mart_lab SEMI JOIN batch USING (run_id))
    GROUP BY run_id
), departed AS (
    SELECT b.run_id, list(p.organisation_id ORDER BY p.organisation_id) AS organisations
    FROM batch b
    JOIN namespace p ON p.run_id = b.previous_run_id
    LEFT JOIN organisation o ON o.organisation_id = p.organisation_id
    ANTI JOIN namespace n ON n.run_id = b.run_id AND n.organisation_id IN (p.organisation_id, o.renamed_to)
    GROUP BY b.run_id
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    coalesce(e.organisations, []) AS organisations_entered,
    coalesce(d.organisations, []) AS organisations_left
FROM batch b
LEFT JOIN entered e USING (run_id)
LEFT JOIN departed d USING (run_id)
WHERE e.organisations IS NOT NULL OR d.organisations IS NOT NULL
ORDER BY b.run_seq;
