-- Only models that a listing of whole organisations holds: a trending list would make its own month look busy.
DELETE FROM mart_release;
INSERT INTO mart_release BY NAME
SELECT date_trunc('month', created_on)::DATE AS month, lab_id, tier, task_scope, on_exclusion_list, count(*) AS models
FROM model
WHERE created_on IS NOT NULL AND model_key IN (
    SELECT model_key FROM latest_reading WHERE source IN (SELECT source FROM series_run)
)
GROUP BY ALL
ORDER BY ALL;
