-- what: two models carry the same identity of the Hub
-- remedy: see etl/transforms/11_raw_identity.sql, then rebuild
SELECT hub_id, count(*) AS models FROM model WHERE hub_id IS NOT NULL GROUP BY hub_id HAVING count(*) > 1;
