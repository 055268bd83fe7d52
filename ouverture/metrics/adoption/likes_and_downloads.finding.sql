WITH sums AS ( -- under each choice of tasks and figures
    SELECT t.tasks, b.basis, a.lab_id, sum(a.likes) AS likes, sum(a.downloads_30d) AS downloads
    FROM newest_run($source) JOIN mart_adoption a USING (run_id)
    CROSS JOIN (VALUES ('generative'), ('all')) t(tasks) CROSS JOIN (VALUES ('raw'), ('adjusted')) b(basis)
    WHERE counts_for(b.basis, t.tasks, a.excluded, a.task_scope)
    GROUP BY ALL
), way AS (
    SELECT tasks, basis, lab_id, likes / nullif(sum(likes) OVER w, 0) - downloads / nullif(sum(downloads) OVER w, 0) AS gap
    FROM sums
    WINDOW w AS (PARTITION BY tasks, basis)
), widest AS (
    FROM way WHERE lab_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY tasks, basis ORDER BY abs(gap) DESC NULLS LAST, lab_id) = 1
), told AS (
    SELECT lab_id, like_share, download_share, snapshot_date, like_share - download_share AS gap, kind_of(source) <> 'readings' AS chosen
    FROM result WHERE lab_id IS NOT NULL AND lab_id <> 'others' AND like_share IS NOT NULL AND download_share IS NOT NULL
    ORDER BY abs(gap) DESC, lab_id LIMIT 1
), listing AS (
    SELECT bool_or(flags IS NOT NULL) AS partial FROM result
), judged AS (
    SELECT count(*) FILTER (w.lab_id = t.lab_id AND sign(w.gap) = sign(t.gap)) AS agree, count(*) AS ways
    FROM told t CROSS JOIN widest w
)
SELECT
    CASE WHEN abs(gap) < $flat_change THEN 'level' ELSE 'apart' END AS finding_case,
    lab_id AS lab, like_share AS likes, download_share AS downloads, agree, ways, snapshot_date AS as_of,
    CASE WHEN 2 * agree < ways THEN 'low' WHEN agree < ways OR partial OR chosen THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN 2 * agree < ways THEN 'few_definitions' WHEN partial THEN 'incomplete_list' WHEN confidence = 'medium' THEN 'chosen_list' END AS confidence_reason
FROM told, judged, listing
