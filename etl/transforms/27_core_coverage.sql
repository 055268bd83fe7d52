-- What a run of the Hub holds of each organisation that it listed whole. The panel brings its own coverage table.

INSERT INTO organisation_coverage BY NAME
SELECT
    getvariable('source') AS source,
    getvariable('run_id') AS run_id,
    getvariable('snapshot_date') AS observed_on,
    w.organisation_id,
    count(l.model_key) AS models_in_source,
    count(l.model_key) AS models_held,
    sum(l.downloads_30d)::BIGINT AS downloads_in_source,
    sum(l.downloads_30d)::BIGINT AS downloads_held,
    CASE WHEN count(l.model_key) = 0 AND EXISTS (
        SELECT 1 FROM model m WHERE m.organisation_id = w.organisation_id AND m.gone_on IS NULL
    ) THEN 'lists nothing although models are known' END AS note
FROM (SELECT unnest(getvariable('whole_organisations')) AS organisation_id) w
LEFT JOIN listing l USING (organisation_id)
GROUP BY w.organisation_id
ORDER BY w.organisation_id;
