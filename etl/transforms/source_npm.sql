-- Daily installs of JavaScript packages. A day may be restated by a later visit: the newest visit counts.

DELETE FROM raw_install;
INSERT INTO raw_install BY NAME
SELECT
    unit, text_of(package) AS package, observed_on, downloads,
    [misfit('day', said->'day', observed_on, 'no day up to the visit: row left out'),
     misfit('downloads', said->'downloads', downloads, 'no possible count: unknown')] AS misfits
FROM (
    SELECT
        d.unit, d.json->'package' AS package, r.value AS said,
        count_of(said->'downloads', 1e9) AS downloads,
        CASE WHEN day_of(said->'day') <= getvariable('captured_on') THEN day_of(said->'day') END AS observed_on
    FROM raw_document d, json_each(d.json->'downloads') r
);

INSERT INTO discarded BY NAME FROM discards('raw_install');
INSERT OR REPLACE INTO package_downloads BY NAME FROM installs('npm', 'all installers');
