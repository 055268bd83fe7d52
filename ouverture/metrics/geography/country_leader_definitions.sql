WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run('auto')
), counted AS (
    SELECT r.source, r.snapshot_date, a.rule, t.tasks, b.basis, a.country, sum(a.downloads_30d) AS downloads
    FROM run r
    JOIN mart_country_rule a USING (run_id)
    JOIN (VALUES ('generative'), ('all')) t(tasks) ON of_tasks(t.tasks, a.task_scope)
    JOIN (VALUES ('raw'), ('adjusted')) b(basis) ON on_basis(b.basis, a.excluded)
    GROUP BY ALL
), shared AS (
    SELECT *, downloads / nullif(sum(downloads) OVER (PARTITION BY rule, tasks, basis), 0) AS share FROM counted
), judged AS (
    SELECT * EXCLUDE (country), rule = $rule AND tasks = $tasks AND basis = $basis AS chosen,
        CASE WHEN share - coalesce(lead(share) OVER (PARTITION BY rule, tasks, basis ORDER BY share DESC, country), 0) > $level_margin
            THEN country ELSE 'level' END AS country -- two within the margin: nobody is first
    FROM shared
    WHERE country IS NOT NULL AND share > 0
    QUALIFY row_number() OVER (PARTITION BY rule, tasks, basis ORDER BY share DESC, shared.country) = 1
)
SELECT source, snapshot_date, concat_ws(' · ', rule, tasks, basis) AS definition, share AS figure, country AS verdict,
    country = max(country) FILTER (chosen) OVER () AS holds, chosen
FROM judged
ORDER BY round(share, 9) DESC, definition -- sums of parts differ in their last digit
