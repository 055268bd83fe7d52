WITH run AS (
    SELECT * FROM newest_run($source)
), mix AS (
    SELECT r.source, r.snapshot_date, m.licence, m.tier, sum(m.models) AS models, sum(m.downloads_30d) AS downloads
    FROM run r JOIN mart_licence m USING (run_id)
    WHERE counts_for($basis, $tasks, m.excluded, m.task_scope)
    GROUP BY r.source, r.snapshot_date, m.licence, m.tier
), placed AS (
    SELECT licence,
        CASE WHEN licence IS NOT NULL AND row_number() OVER (PARTITION BY licence IS NULL ORDER BY sum(downloads) DESC NULLS LAST, licence) > $shown
            THEN 'others' ELSE licence END AS shown
    FROM mix GROUP BY licence
), folded AS (
    SELECT source, snapshot_date, shown, tier, sum(models) AS models, sum(downloads) AS downloads
    FROM mix JOIN placed ON placed.licence IS NOT DISTINCT FROM mix.licence
    GROUP BY source, snapshot_date, shown, tier
)
SELECT
    f.source,
    f.snapshot_date,
    f.shown AS licence,
    f.tier,
    f.models::BIGINT AS models,
    f.models / nullif(sum(f.models) OVER (), 0) AS model_share,
    f.downloads::BIGINT AS downloads_30d,
    f.downloads / nullif(sum(f.downloads) OVER (), 0) AS download_share,
    l.limits
FROM folded f
LEFT JOIN licence l ON l.licence = f.shown
ORDER BY f.shown IS NULL, f.shown = 'others', sum(f.downloads) OVER (PARTITION BY f.shown) DESC NULLS LAST, f.shown, f.tier
