-- Daily installs that one capture tells, by one rule: a day on which a package counts 0 among others, or everybody does, was
-- not counted and is unknown; days before a package's first count and after the last that anybody has are none.
CREATE OR REPLACE TEMP TABLE raw_install (
    unit VARCHAR, package VARCHAR, observed_on DATE, downloads BIGINT,
    misfits STRUCT(field VARCHAR, example VARCHAR, reason VARCHAR)[]
);
CREATE OR REPLACE TEMP MACRO told_installs(documents, list_key, day_key) AS TABLE -- what a table of documents says, day by day, with what of it does not fit
SELECT
    unit, text_of(package) AS package, observed_on, downloads, said,
    [misfit(day_key, said->day_key, observed_on, 'no day up to the visit: row left out'),
     misfit('downloads', said->'downloads', downloads, 'no possible count: unknown')] AS misfits
FROM (
    SELECT
        d.unit, d.json->'package' AS package, r.value AS said,
        count_of(said->'downloads', 1e9) AS downloads,
        CASE WHEN day_of(said->day_key) <= getvariable('captured_on') THEN day_of(said->day_key) END AS observed_on
    FROM query_table(documents) d, json_each(d.json->list_key) r
);
CREATE OR REPLACE TEMP MACRO installs(of_registry, what) AS TABLE
SELECT
    of_registry AS registry, d.package, coalesce(k.side, 'other') AS side, k.lab_id, d.observed_on, 1 AS window_days,
    what AS counts,
    nullif(d.downloads, 0) AS downloads, getvariable('source') AS source
FROM (FROM raw_install WHERE package IS NOT NULL AND observed_on IS NOT NULL) d
LEFT JOIN registry_package k ON k.registry = of_registry AND k.package = d.package
QUALIFY d.observed_on BETWEEN min(d.observed_on) FILTER (d.downloads > 0) OVER (PARTITION BY d.package)
        AND max(d.observed_on) FILTER (d.downloads > 0) OVER ()
    AND row_number() OVER (PARTITION BY d.package, d.observed_on ORDER BY d.downloads DESC NULLS LAST) = 1
ORDER BY d.package, d.observed_on;
