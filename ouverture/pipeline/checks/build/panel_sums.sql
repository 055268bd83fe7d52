-- what: the panel's readings do not add up to its own coverage table
-- remedy: observations.csv and coverage.csv in data/reference must come from one edition of the panel
SELECT r.run_id, r.models, sum(c.models_held) AS models_held, r.downloads_30d, sum(c.downloads_held) AS downloads_held
FROM snapshot_run r
JOIN organisation_coverage c USING (run_id)
WHERE r.source NOT IN (SELECT source FROM capture)
GROUP BY r.run_id, r.models, r.downloads_30d
HAVING r.models <> sum(c.models_held) OR r.downloads_30d <> sum(c.downloads_held);
