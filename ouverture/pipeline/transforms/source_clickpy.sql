-- Daily installs of Python packages, every day that ClickHouse's copy holds. The newest visit counts. The last day of a visit
-- may still be filling: it is left out.

DELETE FROM raw_install;
INSERT INTO raw_install BY NAME
SELECT
    unit, text_of(said->'project') AS package, observed_on, downloads,
    [misfit('date', said->'date', observed_on, 'no day up to the visit: row left out'),
     misfit('downloads', said->'downloads', downloads, 'no possible count: unknown')] AS misfits
FROM (
    SELECT
        d.unit, r.value AS said,
        count_of(said->'downloads', 1e9) AS downloads,
        CASE WHEN day_of(said->'date') <= getvariable('captured_on') THEN day_of(said->'date') END AS observed_on
    FROM raw_document d, json_each(d.json->'data') r
);
INSERT INTO discarded BY NAME FROM discards('raw_install');

DELETE FROM raw_install WHERE observed_on = (SELECT max(observed_on) FROM raw_install);
INSERT OR REPLACE INTO package_downloads BY NAME FROM installs('pypi', 'all installers');
