-- what: two models carry the same current name
-- remedy: see etl/transforms/24_core_model.sql (displaced names), then rebuild
SELECT model_id, count(*) AS models FROM model GROUP BY model_id HAVING count(*) > 1;
