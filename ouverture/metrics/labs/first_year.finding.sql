WITH whole AS (
    SELECT sum(models) AS all_models, sum(models_complete) AS complete, min(release_year)::VARCHAR AS since
    FROM mart_first_year
    WHERE of_tasks($tasks, task_scope) AND ($year IS NULL OR release_year = $year) AND lab_id IS NOT NULL
        AND source = (SELECT any_value(source) FROM result)
)
SELECT CASE WHEN largest_share >= 0.5 AND models > 1 THEN 'one_model' ELSE 'leads' END AS finding_case,
    lab_id AS lab, downloads, models, largest_model_id AS model, largest_share AS share, all_models, complete, since,
    counted_on AS as_of,
    CASE WHEN finding_case = 'one_model' THEN 'low' WHEN flags IS NOT NULL OR complete < all_models / 2 THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN finding_case = 'one_model' THEN 'one_model' WHEN flags IS NOT NULL THEN 'estimated' END AS confidence_reason
FROM result, whole
ORDER BY downloads DESC, lab_id
LIMIT 1
