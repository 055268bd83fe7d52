WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run(live_source())
), cell AS (
    SELECT
        grouping(m.lab_id) = 1 AS whole,
        m.lab_id,
        r.source,
        r.snapshot_date,
        sum(m.models) AS models,
        sum(m.models_naming) AS models_naming,
        sum(m.downloads_30d) AS downloads,
        CASE WHEN sum(m.models_naming) = 0 THEN 0 ELSE sum(m.downloads_30d_naming) END AS naming,
        CASE WHEN sum(m.models_unread) = 0 THEN 0 ELSE sum(m.downloads_30d_unread) END AS unread
    FROM mart_data_naming m JOIN run r USING (run_id)
    WHERE counts_for($basis, $tasks, m.excluded, m.task_scope)
    GROUP BY GROUPING SETS ((m.lab_id, r.source, r.snapshot_date), (r.source, r.snapshot_date))
)
SELECT
    c.source, c.snapshot_date, c.lab_id,
    c.models::BIGINT AS models,
    c.models_naming::BIGINT AS models_naming,
    c.models_naming / c.models::DOUBLE AS model_share,
    c.downloads::BIGINT AS downloads_30d,
    c.naming / nullif(c.downloads, 0)::DOUBLE AS download_share,
    c.unread / nullif(c.downloads, 0)::DOUBLE AS unknown_share,
    a.models::BIGINT AS all_models,
    a.models_naming / a.models::DOUBLE AS all_model_share,
    a.naming / nullif(a.downloads, 0)::DOUBLE AS all_download_share,
    a.unread / nullif(a.downloads, 0)::DOUBLE AS all_unknown_share,
    count(*) OVER () AS shown_of
FROM cell c, (SELECT * FROM cell WHERE whole) a
WHERE NOT c.whole AND c.models >= $minimum
QUALIFY row_number() OVER (ORDER BY c.downloads DESC NULLS LAST, c.lab_id) <= $shown
ORDER BY download_share DESC NULLS LAST, model_share DESC, c.lab_id
