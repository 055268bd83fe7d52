WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), counted AS (
    SELECT r.source, r.snapshot_date, a.mode, t.tasks, b.basis, a.lab_id,
        sum(a.downloads_30d) AS thirty_days, sum(a.downloads_per_day) AS flow
    FROM run r
    JOIN mart_attribution a USING (run_id)
    JOIN (VALUES ('generative'), ('all')) t(tasks) ON of_tasks(t.tasks, a.task_scope)
    JOIN (VALUES ('raw'), ('adjusted')) b(basis) ON on_basis(b.basis, a.excluded)
    GROUP BY ALL
), shared AS (
    SELECT *, counter, downloads / nullif(sum(downloads) OVER (PARTITION BY mode, tasks, basis, counter), 0) AS share
    FROM (UNPIVOT counted ON thirty_days, flow INTO NAME counter VALUE downloads)
), leader AS (
    SELECT s.*,
        CASE WHEN share - coalesce(lead(share) OVER (PARTITION BY mode, tasks, basis, counter ORDER BY downloads DESC, lab_id), 0) > $level_margin
            THEN l.name ELSE 'level' END AS name -- two within the margin: nobody is first
    FROM shared s JOIN lab l USING (lab_id)
    WHERE $labs IS NULL OR list_contains($labs, lab_id)
    QUALIFY row_number() OVER (PARTITION BY mode, tasks, basis, counter ORDER BY downloads DESC, lab_id) = 1
), judged AS (
    SELECT *, mode = 'publisher' AND counter = 'thirty_days' AND tasks = $tasks AND basis = $basis AS chosen FROM leader
)
SELECT source, snapshot_date, concat_ws(' · ', mode, tasks, basis, counter) AS definition, share AS figure, name AS verdict,
    name = max(name) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY round(share, 9) DESC, definition -- sums of parts differ in their last digit
