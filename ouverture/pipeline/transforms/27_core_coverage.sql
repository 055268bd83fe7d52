-- What each run of the Hub or of an archive of it holds of each organisation that it listed whole. The panel brings its own coverage table.

INSERT INTO organisation_coverage BY NAME
SELECT
    getvariable('source') AS source,
    b.run_id,
    b.snapshot_date AS observed_on,
    w.organisation_id,
    coalesce(l.models, 0) AS models_in_source,
    coalesce(l.models, 0) AS models_held,
    l.downloads_30d AS downloads_in_source,
    l.downloads_30d AS downloads_held,
    s.run_seq IS NOT NULL AS incomplete,
    CASE WHEN incomplete THEN 'lists nothing although models are known' END AS note
FROM (SELECT unnest(getvariable('whole_organisations')) AS organisation_id) w
CROSS JOIN batch b
LEFT JOIN (
    SELECT c.run_seq, g.organisation_id, count(*) AS models, sum(c.downloads_30d)::BIGINT AS downloads_30d
    FROM counter c JOIN listing g USING (version)
    GROUP BY c.run_seq, g.organisation_id
) l ON l.run_seq = b.run_seq AND l.organisation_id = w.organisation_id
LEFT JOIN silent s ON s.run_seq = b.run_seq AND s.organisation_id = w.organisation_id
WHERE b.may_replace
ORDER BY b.run_seq, w.organisation_id;
