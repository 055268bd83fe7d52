WITH cell AS (
    SELECT r.source, r.snapshot_date, r.run_id, a.lab_id,
        sum(a.models) AS models,
        sum(a.likes) AS likes,
        sum(a.downloads_30d) AS downloads,
        coalesce(sum(a.uncounted_downloads_30d), 0) AS uncounted
    FROM newest_run($source) r JOIN mart_adoption a USING (run_id)
    WHERE counts_for($basis, $tasks, a.excluded, a.task_scope)
    GROUP BY r.source, r.snapshot_date, r.run_id, a.lab_id
), placed AS (
    SELECT c.*, i.run_id IS NOT NULL OR lacks_counts(c.uncounted, c.downloads, $uncounted) AS partial,
        CASE WHEN c.lab_id IS NULL OR row_number() OVER (PARTITION BY c.lab_id IS NULL ORDER BY c.downloads DESC NULLS LAST, c.lab_id) <= $shown
            THEN c.lab_id ELSE 'others' END AS shown
    FROM cell c LEFT JOIN incomplete_labs() i ON i.run_id = c.run_id AND i.lab_id = c.lab_id
), folded AS (
    SELECT source, snapshot_date, shown, sum(models) AS models, sum(likes) AS likes, sum(downloads) AS downloads, bool_or(partial) AS partial
    FROM placed
    GROUP BY source, snapshot_date, shown
)
SELECT
    source,
    snapshot_date,
    shown AS lab_id,
    models::BIGINT AS models,
    likes::BIGINT AS likes,
    downloads::BIGINT AS downloads_30d,
    likes / nullif(sum(likes) OVER (), 0) AS like_share,
    downloads / nullif(sum(downloads) OVER (), 0) AS download_share,
    like_share / nullif(download_share, 0) AS ratio,
    CASE WHEN partial THEN 'partial' END AS flags
FROM folded
ORDER BY shown IS NULL, shown = 'others', downloads DESC NULLS LAST, shown
