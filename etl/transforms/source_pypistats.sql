-- Daily installs of Python packages. A day may be restated by a later visit: the newest visit counts.

INSERT OR REPLACE INTO package_downloads BY NAME
SELECT
    'pypi' AS registry,
    r.package,
    coalesce(k.side, 'other') AS side,
    k.lab_id,
    d.day.date::DATE AS observed_on,
    1 AS window_days,
    'all installers, without mirrors' AS counts,
    d.day.downloads::BIGINT AS downloads,
    getvariable('source') AS source
FROM read_json(
    getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
    columns = {package: 'VARCHAR', data: 'STRUCT(category VARCHAR, date VARCHAR, downloads BIGINT)[]'}
) r
CROSS JOIN LATERAL (SELECT unnest(r.data) AS day) d
LEFT JOIN registry_package k ON k.registry = 'pypi' AND k.package = r.package
WHERE d.day.category = 'without_mirrors'
ORDER BY r.package, observed_on;
