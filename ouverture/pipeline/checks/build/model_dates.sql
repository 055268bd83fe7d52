-- what: dates of a model are out of order
-- remedy: look at the readings of this model, then at ouverture/pipeline/transforms/24_core_model.sql
-- gone_on may be the day of last_seen: two runs of one day, of which only the first lists the model
SELECT model_id, first_seen, last_seen, gone_on, created_on, created_before_on
FROM model
WHERE first_seen > last_seen OR gone_on < last_seen OR (created_on IS NOT NULL AND created_before_on IS NOT NULL);
