WITH latest AS (
    SELECT run_id FROM newest_run($source)
)
SELECT source, snapshot_date, base_id, base_lab_id AS lab_id,
    sum(models)::BIGINT AS total,
    coalesce(sum(models) FILTER (relation = 'finetune'), 0)::BIGINT AS finetune,
    coalesce(sum(models) FILTER (relation = 'adapter'), 0)::BIGINT AS adapter,
    coalesce(sum(models) FILTER (relation = 'merge'), 0)::BIGINT AS merge,
    coalesce(sum(models) FILTER (relation = 'quantized'), 0)::BIGINT AS quantized,
    coalesce(sum(models) FILTER (relation = 'unknown'), 0)::BIGINT AS "unknown",
    sum(models_of_others)::BIGINT AS models_of_others, count(*) OVER () AS shown_of
FROM mart_base
WHERE run_id = (SELECT run_id FROM latest)
GROUP BY source, snapshot_date, base_id, base_lab_id
ORDER BY total DESC, models_of_others DESC, base_id
LIMIT $shown
