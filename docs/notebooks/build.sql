-- A build in DuckDB alone (2.0 or newer), without Ouverture: duckdb -init build.sql
-- Over HTTP DuckDB fetches its extension httpfs once and then reads the parts that a query needs. Or name the file:
-- `ouverture status` says where it lies. /data/datapackage.json of a server lists its builds and tables.
ATTACH 'https://open.example/data/20260504-820e9f5c.duckdb' AS ouverture (READ_ONLY);
USE ouverture;

-- 1. Which share of the listed downloads goes to open weights? Rules such as what counts as open are macros of the file.
SELECT
    source,
    snapshot_date,
    sum(downloads_30d) FILTER (side_of(tier, least_tier('permissive')) = 'open') / sum(downloads_30d) AS open_share
FROM mart_adoption
WHERE counts_for('raw', 'generative', excluded, task_scope)
GROUP BY ALL
ORDER BY ALL;

-- 2. Who leads on the newest day of each source? Sources are never added up.
SELECT t.source, t.snapshot_date, t.place, coalesce(l.name, t.unit_id) AS lab, t.share
FROM mart_top t
LEFT JOIN lab l ON l.lab_id = t.unit_id
WHERE t.unit = 'lab' AND t.basis = 'raw' AND t.tasks = 'generative' AND t.place <= 4
QUALIFY t.snapshot_date = max(t.snapshot_date) OVER (PARTITION BY t.source)
ORDER BY ALL;

-- 3. What is said in public, and under how many ways of counting does it hold?
SELECT c.claim, count(*) AS ways, count(*) FILTER (t.holds) AS hold, count(*) FILTER (NOT t.holds) AS fail
FROM claim c
JOIN claim_test t USING (claim_id)
WHERE t.inside
GROUP BY ALL
ORDER BY ALL;
