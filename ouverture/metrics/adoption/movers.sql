WITH run AS (
    SELECT * FROM series_run
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run
        WHERE of_source($source, source) AND days_since_previous IS NOT NULL)
), moved AS (
    SELECT m.*, m.downloads_after - m.downloads_before AS change, count(*) OVER () AS shown_of
    FROM mart_mover m JOIN run USING (run_id)
    WHERE counts_for($basis, $tasks, m.excluded, m.task_scope)
    QUALIFY row_number() OVER (PARTITION BY sign(change) ORDER BY abs(change) DESC, m.model_id) <= $each
)
SELECT source, snapshot_date, before_date, model_id, lab_id, tier, change, downloads_before, downloads_after,
    change / nullif(downloads_before, 0) AS ratio, rank_before, rank_after, CASE WHEN excluded THEN 'excluded' END AS flags, shown_of
FROM moved
ORDER BY change DESC, model_id
