WITH run AS (
    SELECT * FROM series_line WHERE asked = $source
), measured AS ( -- at a joint that holds, the first own reading is compared with the archive's last before it
    FROM mart_adoption
    UNION ALL BY NAME
    FROM mart_joint WHERE run_id IN (SELECT run_id FROM run WHERE joint = 'joined')
), cell AS (
    SELECT run_id, lab_id,
        sum(models) AS models,
        sum(downloads_30d) AS downloads_30d,
        coalesce(sum(uncounted_downloads_30d), 0) AS uncounted,
        sum(common_downloads_30d) AS after,
        sum(common_downloads_30d_before) AS before,
        sum(downloads_30d) / nullif(sum(sum(downloads_30d)) OVER (PARTITION BY run_id), 0) AS share
    FROM measured
    WHERE counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id, lab_id
), mover AS (
    SELECT run_id, lab_id,
        largest_change(model_id, downloads_before, downloads_after) AS largest
    FROM mart_mover
    WHERE list_contains($labs, lab_id) AND counts_for($basis, $tasks, excluded, task_scope)
    GROUP BY run_id, lab_id
), lab_organisation AS (
    SELECT lab_id, list(organisation_id) AS organisations
    FROM organisation WHERE list_contains($labs, lab_id) GROUP BY lab_id
), present AS (
    SELECT r.chain, c.lab_id, min(r.snapshot_date) AS first_on, max(r.snapshot_date) AS last_on
    FROM run r JOIN cell c USING (run_id)
    WHERE list_contains($labs, c.lab_id)
    GROUP BY r.chain, c.lab_id
), row_of_lab AS (
    SELECT r.run_id, r.source, r.line, r.chain, r.joint, r.joint_gap, r.snapshot_date, p.lab_id,
        c.models, c.downloads_30d, c.share, c.uncounted, c.after, c.before, m.largest,
        coalesce(list_intersect(r.organisations_entered, o.organisations), []) AS entered,
        coalesce(list_intersect(r.organisations_left, o.organisations), []) AS departed,
        CASE WHEN r.snapshot_date = p.first_on THEN 1.0 WHEN c.before > 0 THEN c.after / c.before END AS ratio,
        concat_ws(' ',
            CASE WHEN r.flags LIKE '%stale%' THEN 'stale' END,
            CASE WHEN len(entered) + len(departed) > 0 OR r.joint = 'break' THEN 'break' END,
            CASE WHEN c.run_id IS NULL OR r.joint = 'break' OR r.days_since_previous > $gap_days THEN 'gap' END,
            CASE WHEN i.run_id IS NOT NULL OR lacks_counts(c.uncounted, c.downloads_30d, $uncounted) THEN 'partial' END) AS flags
    FROM present p
    JOIN run r ON r.chain = p.chain AND r.snapshot_date BETWEEN p.first_on AND p.last_on
    LEFT JOIN cell c ON c.run_id = r.run_id AND c.lab_id = p.lab_id
    LEFT JOIN mover m ON m.run_id = r.run_id AND m.lab_id = p.lab_id
    LEFT JOIN lab_organisation o ON o.lab_id = p.lab_id
    LEFT JOIN incomplete_labs() i ON i.run_id = r.run_id AND i.lab_id = p.lab_id
), chained AS (
    SELECT *,
        CASE WHEN count(ratio) OVER w = count(*) OVER w THEN 100 * product(ratio) OVER w END AS index_like_for_like
    FROM row_of_lab
    WINDOW w AS (PARTITION BY chain, lab_id ORDER BY snapshot_date)
)
SELECT
    source,
    line,
    snapshot_date,
    lab_id,
    models::BIGINT AS models,
    downloads_30d::BIGINT AS downloads_30d,
    uncounted::BIGINT AS uncounted_downloads_30d,
    share::DOUBLE AS share,
    index_like_for_like,
    after::BIGINT AS common_downloads_30d,
    before::BIGINT AS common_downloads_30d_before,
    (after / nullif(downloads_30d + uncounted, 0))::DOUBLE AS coverage,
    largest.model_id AS largest_change_model_id,
    largest.before AS largest_change_before,
    largest.after AS largest_change_after,
    entered AS organisations_entered,
    departed AS organisations_left,
    joint,
    joint_gap,
    nullif(flags, '') AS flags
FROM chained
ORDER BY line, list_position($labs, lab_id), snapshot_date
