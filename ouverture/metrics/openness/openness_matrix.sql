WITH run AS (
    SELECT run_id FROM newest_run('auto')
), adoption AS (
    SELECT root_lab_id AS lab_id, root_family AS subject, sum(downloads_30d) AS downloads
    FROM run JOIN mart_lineage USING (run_id)
    WHERE of_tasks($tasks, task_scope) AND NOT excluded -- machine traffic says nothing of a family's weight
    GROUP BY root_lab_id, root_family
), family AS (
    SELECT e.lab_id, e.subject, count(*) FILTER (e.value = 'open') AS open_components, any_value(a.downloads) AS downloads
    FROM openness_evidence e
    LEFT JOIN adoption a USING (lab_id, subject)
    WHERE e.source = own_source() AND e.lab_id IS NOT NULL AND e.component <> 'synthetic_data' -- judged for a few only
    GROUP BY e.lab_id, e.subject
), chosen AS (
    SELECT * FROM family
    QUALIFY $family = 'all' OR 1 = row_number() OVER (
        PARTITION BY lab_id
        ORDER BY CASE WHEN $family = 'most_open' THEN open_components END DESC, downloads DESC NULLS LAST, open_components DESC, subject)
)
SELECT
    c.subject || ' · ' || l.name AS family_of_lab,
    c.lab_id,
    c.subject AS family,
    e.component,
    e.value AS state,
    e.link,
    e.checked_on,
    c.open_components::INTEGER AS open_components,
    round(c.downloads)::BIGINT AS downloads_30d
FROM chosen c
JOIN lab l USING (lab_id)
JOIN openness_evidence e ON e.source = own_source() AND e.lab_id = c.lab_id AND e.subject = c.subject AND e.component <> 'synthetic_data'
ORDER BY c.open_components DESC, c.downloads DESC NULLS LAST, c.subject,
    list_position(['weights', 'licence', 'architecture', 'inference_code', 'training_code', 'pretraining_data',
        'posttraining_data', 'data_card', 'model_card', 'paper'], e.component)
