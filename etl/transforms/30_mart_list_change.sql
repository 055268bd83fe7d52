-- Which namespaces of labs entered or left the list at this run: written once, so that no reader has to compare all runs.
INSERT INTO mart_list_change BY NAME
WITH namespace AS (
    SELECT DISTINCT run_id, unnest(organisations) AS organisation_id
    FROM mart_lab WHERE run_id IN (getvariable('run_id'), (SELECT run_id FROM previous_run))
), entered AS (
    SELECT list(DISTINCT organisation_id ORDER BY organisation_id) AS organisations
    FROM (SELECT unnest(organisations_entered) AS organisation_id FROM mart_lab WHERE run_id = getvariable('run_id'))
), departed AS (
    SELECT list(b.organisation_id ORDER BY b.organisation_id) AS organisations
    FROM namespace b
    LEFT JOIN organisation o ON o.organisation_id = b.organisation_id
    ANTI JOIN namespace n
        ON n.run_id = getvariable('run_id') AND n.organisation_id IN (b.organisation_id, o.renamed_to)
    WHERE b.run_id <> getvariable('run_id')
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    coalesce(e.organisations, []) AS organisations_entered,
    coalesce(d.organisations, []) AS organisations_left
FROM entered e, departed d
WHERE getvariable('listing') = 'organisations' AND (e.organisations IS NOT NULL OR d.organisations IS NOT NULL);
