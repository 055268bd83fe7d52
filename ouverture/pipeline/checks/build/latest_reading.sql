-- what: the models known as listed are not those that the last good run of the source listed
-- remedy: see ouverture/pipeline/transforms/25_core_reading.sql, then rebuild
WITH last_run AS (
    SELECT source, run_id, models FROM snapshot_run WHERE status <> 'quarantined'
    QUALIFY row_number() OVER (PARTITION BY source ORDER BY run_seq DESC) = 1
)
SELECT r.source, r.run_id, r.models, count(l.model_key) AS listed
FROM last_run r LEFT JOIN latest_reading l ON l.source = r.source AND l.listed
GROUP BY r.source, r.run_id, r.models
HAVING r.models <> count(l.model_key);
