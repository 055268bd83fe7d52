-- Daily installs of Python packages, every day that ClickHouse's copy holds. The newest visit counts. The last day of a visit
-- may still be filling: it is left out.

INSERT OR REPLACE INTO package_downloads BY NAME
WITH day AS (
    SELECT unnest(r.data) AS d
    FROM read_json(
        getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
        columns = {data: 'STRUCT(project VARCHAR, "date" VARCHAR, downloads VARCHAR)[]'}
    ) r
)
SELECT
    'pypi' AS registry,
    d.project AS package,
    coalesce(k.side, 'other') AS side,
    k.lab_id,
    d."date"::DATE AS observed_on,
    1 AS window_days,
    'all installers' AS counts,
    d.downloads::BIGINT AS downloads,
    getvariable('source') AS source
FROM day
LEFT JOIN registry_package k ON k.registry = 'pypi' AND k.package = d.project
QUALIFY observed_on < max(observed_on) OVER ()
ORDER BY d.project, observed_on;
