-- what: more is held of an organisation than its source listed
-- remedy: see data/reference/coverage.csv
SELECT source, observed_on, organisation_id
FROM organisation_coverage
WHERE models_held > models_in_source OR downloads_held > downloads_in_source;
