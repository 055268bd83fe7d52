WITH run AS (
    SELECT run_id, source, snapshot_date FROM newest_run($source)
), total AS (
    SELECT sum(downloads_30d) AS downloads FROM mart_adoption JOIN run USING (run_id)
), listed AS ( -- one row a model of the reading that some reason leaves out
    SELECT CASE WHEN $tasks <> 'all' AND m.task_scope <> $tasks THEN CASE m.task_scope WHEN 'other' THEN 'other_tasks' ELSE 'no_task' END
            ELSE 'no_counter' END AS why,
        m.model_id, l.downloads_30d
    FROM run r JOIN latest_reading l ON l.source = r.source AND l.listed JOIN model m USING (model_key)
    WHERE ($tasks <> 'all' AND m.task_scope <> $tasks) OR l.downloads_30d IS NULL
    UNION ALL
    SELECT o.why, o.model_id, o.downloads_30d FROM mart_left_out o JOIN run USING (run_id)
    WHERE $basis = 'adjusted' AND of_tasks($tasks, o.task_scope)
), reason AS (
    SELECT why, 'models' AS what, count(*) AS number, sum(downloads_30d) AS amount,
        list(model_id ORDER BY downloads_30d DESC NULLS LAST, model_id)[:5] AS largest
    FROM listed
    GROUP BY why
    UNION ALL
    SELECT 'not_held', 'models', sum(c.models_in_source - c.models_held), sum(c.downloads_in_source - c.downloads_held),
        list(c.organisation_id ORDER BY c.downloads_in_source - c.downloads_held DESC, c.organisation_id)[:5]
    FROM organisation_coverage c JOIN run USING (run_id)
    WHERE c.models_in_source > c.models_held
    HAVING count(*) > 0
    UNION ALL
    SELECT CASE WHEN s.status = 'quarantined' THEN 'quarantined' WHEN s.listing = 'ranking' THEN 'ranking'
            WHEN NOT s.in_totals THEN 'smaller_scope' ELSE 'replaced' END AS why,
        'runs', count(*), NULL, list(s.run_id ORDER BY s.snapshot_date DESC, s.run_id)[:5]
    FROM snapshot_run s JOIN run r ON s.source = r.source OR s.listing = 'ranking'
    WHERE s.status = 'quarantined' OR s.listing = 'ranking' OR NOT (s.in_series AND s.in_totals)
    GROUP BY why
)
SELECT r.source, r.snapshot_date, n.why, n.what, n.number::BIGINT AS number, n.amount::BIGINT AS amount,
    CASE WHEN n.why <> 'not_held' THEN n.amount / nullif(t.downloads, 0) END AS share, n.largest
FROM reason n, run r, total t
ORDER BY n.what, n.amount DESC NULLS LAST, n.why
