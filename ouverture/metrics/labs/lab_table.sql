WITH run AS (
    SELECT * FROM newest_run($source)
), cell AS (
    SELECT r.source, r.snapshot_date, r.run_id, a.lab_id,
        sum(a.models) AS models,
        sum(a.downloads_30d) AS downloads,
        coalesce(sum(a.uncounted_downloads_30d), 0) AS uncounted,
        sum(a.likes) AS likes,
        coalesce(sum(a.downloads_30d) FILTER (a.tier >= least_tier('permissive')), 0) AS open_downloads,
        coalesce(sum(a.downloads_30d) FILTER (a.tier IS NULL), 0) AS unknown_downloads,
        sum(a.common_downloads_30d) AS after,
        sum(a.common_downloads_30d_before) AS before
    FROM run r JOIN mart_adoption a USING (run_id)
    WHERE counts_for($basis, $tasks, a.excluded, a.task_scope)
    GROUP BY r.source, r.snapshot_date, r.run_id, a.lab_id
), step AS (
    SELECT s.snapshot_date, a.lab_id, sum(a.downloads_30d) + coalesce(sum(a.uncounted_downloads_30d), 0) AS total, sum(a.common_downloads_30d) AS after,
        sum(a.common_downloads_30d_before) AS before
    FROM series_run s
    JOIN run r ON r.source = s.source AND r.snapshot_date >= s.snapshot_date
    JOIN mart_adoption a ON a.run_id = s.run_id
    WHERE counts_for($basis, $tasks, a.excluded, a.task_scope)
    GROUP BY s.snapshot_date, a.lab_id
), start AS (
    SELECT lab_id, max(snapshot_date) AS since
    FROM step
    WHERE coalesce(after / nullif(total, 0), 0) < $coverage_medium OR coalesce(before, 0) = 0
    GROUP BY lab_id
), chain AS (
    SELECT s.lab_id, any_value(b.since) AS since, product(s.after / s.before) - 1 AS change
    FROM step s JOIN start b ON b.lab_id IS NOT DISTINCT FROM s.lab_id AND s.snapshot_date > b.since
    GROUP BY s.lab_id
    HAVING count(*) >= $fewest_steps
), largest AS (
    SELECT run_id, lab_id,
        arg_max(largest_model_id, largest_downloads_30d) AS model_id,
        max(largest_downloads_30d) AS downloads,
        bool_or(len(organisations_entered) > 0) AS entered
    FROM mart_lab
    WHERE of_tasks($tasks, task_scope)
    GROUP BY run_id, lab_id
)
SELECT
    c.source,
    c.snapshot_date,
    CASE WHEN c.lab_id IS NOT NULL THEN rank() OVER (PARTITION BY c.lab_id IS NULL ORDER BY c.downloads DESC NULLS LAST) END AS rank,
    c.lab_id,
    c.models::BIGINT AS models,
    c.downloads::BIGINT AS downloads_30d,
    c.uncounted::BIGINT AS uncounted_downloads_30d,
    lacks_counts(c.uncounted, c.downloads, $uncounted) AS lacks_counts,
    c.likes::BIGINT AS likes,
    c.downloads / nullif(sum(c.downloads) OVER (), 0) AS share,
    c.open_downloads / nullif(c.downloads, 0) AS open_share,
    c.unknown_downloads / nullif(c.downloads, 0) AS unknown_share,
    c.after / nullif(c.before, 0) - 1 AS change,
    h.change AS change_since,
    h.since,
    l.model_id AS largest_model_id,
    l.downloads / nullif(c.downloads, 0) AS largest_share,
    nullif(concat_ws(' ', CASE WHEN l.entered THEN 'break' END,
        CASE WHEN i.run_id IS NOT NULL OR lacks_counts THEN 'partial' END), '') AS flags
FROM cell c
LEFT JOIN chain h ON h.lab_id IS NOT DISTINCT FROM c.lab_id
LEFT JOIN largest l ON l.run_id = c.run_id AND l.lab_id = c.lab_id
LEFT JOIN incomplete_labs() i ON i.run_id = c.run_id AND i.lab_id = c.lab_id
ORDER BY c.lab_id IS NULL, c.downloads DESC NULLS LAST, c.lab_id
