-- The 50 largest rises and falls of each task scope, and each lab's largest of either: the model that moves a lab's total.
INSERT INTO mart_mover BY NAME
WITH common AS (
    SELECT
        run_seq, version, lab_id, tier, task_scope, left_out_in_either AS excluded,
        downloads_30d_before AS downloads_before,
        downloads_30d AS downloads_after,
        downloads_30d - downloads_30d_before AS change
    FROM listed
    WHERE downloads_30d IS NOT NULL AND downloads_30d_before IS NOT NULL
),
-- Only a few in each direction are named: all that may be among them, by the least change that is.
bound AS (
    SELECT run_seq, task_scope, sign(change) AS direction, list_min(max(abs(change), 50)) AS least
    FROM common WHERE change <> 0
    GROUP BY ALL
),
bound_in_lab AS (
    SELECT run_seq, lab_id, task_scope, sign(change) AS direction, max(abs(change)) AS most
    FROM common WHERE change <> 0 AND lab_id IS NOT NULL
    GROUP BY ALL
),
ranked AS (
    SELECT
        c.*, a.model_id,
        row_number() OVER (PARTITION BY c.run_seq, c.task_scope, sign(c.change) ORDER BY abs(c.change) DESC, a.model_id) AS place,
        row_number() OVER (
            PARTITION BY c.run_seq, c.lab_id, c.task_scope, sign(c.change) ORDER BY abs(c.change) DESC, a.model_id
        ) AS place_in_lab
    FROM common c
    JOIN bound o ON o.run_seq = c.run_seq AND o.task_scope = c.task_scope AND o.direction = sign(c.change)
    LEFT JOIN bound_in_lab i ON i.run_seq = c.run_seq AND i.lab_id = c.lab_id AND i.task_scope = c.task_scope
        AND i.direction = sign(c.change)
    JOIN attribute a USING (version)
    WHERE abs(c.change) >= o.least OR abs(c.change) = i.most
),
-- Ranks count over all that both runs list: how many have more.
total_before AS (
    SELECT run_seq, downloads_before AS downloads, sum(count(*)) OVER (PARTITION BY run_seq ORDER BY downloads_before DESC) - count(*) + 1 AS rank
    FROM common GROUP BY run_seq, downloads_before
),
total_after AS (
    SELECT run_seq, downloads_after AS downloads, sum(count(*)) OVER (PARTITION BY run_seq ORDER BY downloads_after DESC) - count(*) + 1 AS rank
    FROM common GROUP BY run_seq, downloads_after
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    b.previous_date AS before_date,
    r.model_id, r.lab_id, r.tier, r.task_scope, r.excluded, r.downloads_before, r.downloads_after,
    p.rank::INTEGER AS rank_before,
    q.rank::INTEGER AS rank_after
FROM ranked r
JOIN batch b USING (run_seq)
JOIN total_before p ON p.run_seq = r.run_seq AND p.downloads = r.downloads_before
JOIN total_after q ON q.run_seq = r.run_seq AND q.downloads = r.downloads_after
WHERE r.place <= 50 OR (r.lab_id IS NOT NULL AND r.place_in_lab = 1)
ORDER BY r.run_seq, r.task_scope, r.change DESC, r.model_id;
