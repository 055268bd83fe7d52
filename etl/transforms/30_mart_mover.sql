-- The 50 largest rises and falls of each task scope, and each lab's largest of either: the model that moves a lab's total.
INSERT INTO mart_mover BY NAME
WITH common AS (
    SELECT
        a.model_id, a.lab_id, a.tier, a.task_scope,
        o.model_key IS NOT NULL AS excluded,
        p.downloads_30d AS downloads_before,
        l.downloads_30d AS downloads_after,
        l.downloads_30d - p.downloads_30d AS change,
        (rank() OVER (ORDER BY p.downloads_30d DESC))::INTEGER AS rank_before,
        (rank() OVER (ORDER BY l.downloads_30d DESC))::INTEGER AS rank_after
    FROM listing l
    JOIN previous p USING (model_key)
    JOIN attribute a USING (model_key)
    LEFT JOIN left_out o USING (model_key)
    WHERE l.downloads_30d IS NOT NULL AND p.downloads_30d IS NOT NULL
),
ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY task_scope, sign(change) ORDER BY abs(change) DESC, model_id) AS place,
        row_number() OVER (PARTITION BY lab_id, task_scope, sign(change) ORDER BY abs(change) DESC, model_id) AS place_in_lab
    FROM common
    WHERE change <> 0
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    (SELECT snapshot_date FROM previous_run) AS before_date,
    model_id, lab_id, tier, task_scope, excluded, downloads_before, downloads_after, rank_before, rank_after
FROM ranked
WHERE place <= 50 OR (lab_id IS NOT NULL AND place_in_lab = 1)
ORDER BY task_scope, change DESC, model_id;
