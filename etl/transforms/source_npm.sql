-- Daily installs of JavaScript packages. A day may be restated by a later visit: the newest visit counts.
-- npm answers 0 for days before a package's first one (left out) and for days that it failed to count (unknown).

INSERT OR REPLACE INTO package_downloads BY NAME
WITH day AS (
    SELECT r.package, unnest(r.downloads) AS counted
    FROM read_json(
        getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
        columns = {package: 'VARCHAR', downloads: 'STRUCT(day VARCHAR, downloads BIGINT)[]'}
    ) r
)
SELECT
    'npm' AS registry,
    d.package,
    coalesce(k.side, 'other') AS side,
    k.lab_id,
    d.counted.day::DATE AS observed_on,
    1 AS window_days,
    'all installers' AS counts,
    nullif(d.counted.downloads, 0) AS downloads,
    getvariable('source') AS source
FROM day d
LEFT JOIN registry_package k ON k.registry = 'npm' AND k.package = d.package
QUALIFY observed_on >= min(observed_on) FILTER (d.counted.downloads > 0) OVER (PARTITION BY d.package)
ORDER BY d.package, observed_on;
