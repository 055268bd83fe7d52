WITH run AS (
    SELECT * FROM newest_run($source)
), judged AS (
    SELECT r.source, r.snapshot_date, coalesce(e.value, 'unknown') AS state, l.models, l.downloads_30d
    FROM run r
    JOIN mart_lineage l USING (run_id)
    LEFT JOIN openness_evidence e ON e.source = own_source() AND e.component = 'pretraining_data'
        AND e.subject = l.root_family AND e.lab_id = l.root_lab_id
    WHERE counts_for($basis, $tasks, l.excluded, l.task_scope)
), counted AS (
    SELECT 1 AS place, 'downloads' AS counted, source, snapshot_date AS as_of, state, sum(downloads_30d) AS number
    FROM judged GROUP BY ALL
    UNION ALL
    SELECT 2, 'models', source, snapshot_date, state, sum(models) FROM judged GROUP BY ALL
    UNION ALL
    SELECT CASE component WHEN 'data_base' THEN 3 ELSE 4 END, CASE component WHEN 'data_base' THEN 'index_base' ELSE 'index_end' END,
        source, max(max(checked_on)) OVER (PARTITION BY source), value, count(*)
    FROM openness_evidence
    WHERE source <> own_source() AND component IN ('data_base', 'data_end')
    GROUP BY source, component, value
), kind AS (
    SELECT DISTINCT place, counted, source, as_of FROM counted
)
SELECT
    k.counted,
    s.state,
    round(coalesce(c.number, 0))::BIGINT AS number,
    coalesce(c.number, 0) / nullif(sum(c.number) OVER (PARTITION BY k.counted, k.source), 0) AS share,
    k.as_of,
    k.source
FROM kind k
CROSS JOIN (VALUES (1, 'open'), (2, 'partial'), (3, 'closed'), (4, 'unknown')) AS s(place, state)
LEFT JOIN counted c ON c.counted = k.counted AND c.source = k.source AND c.state = s.state
ORDER BY k.place, k.source, s.place
