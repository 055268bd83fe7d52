-- One holder a name: the model that has it now; of several that had it, the last.
DELETE FROM mart_name;
INSERT INTO mart_name BY NAME
WITH named AS (
    SELECT model_id AS name, model_key, NULL AS last_seen FROM model
    UNION ALL
    SELECT a.model_id, a.model_key, a.last_seen FROM model_alias a JOIN model m USING (model_key) WHERE a.model_id <> m.model_id
)
SELECT name, arg_max(model_key, (last_seen IS NULL, last_seen, model_key)) AS model_key
FROM named
GROUP BY name
ORDER BY name;
