WITH family AS (
    SELECT subject, count(*) FILTER (value = 'open' AND component <> 'synthetic_data') AS open_components
    FROM openness_evidence WHERE source = own_source() AND lab_id = $lab GROUP BY subject
)
SELECT e.lab_id, e.subject AS family, e.component, e.value AS state, e.link, e.checked_on
FROM openness_evidence e JOIN family f USING (subject)
WHERE e.source = own_source() AND e.lab_id = $lab
ORDER BY f.open_components DESC, e.subject,
    list_position(['weights', 'licence', 'architecture', 'inference_code', 'training_code', 'pretraining_data',
        'posttraining_data', 'synthetic_data', 'data_card', 'model_card', 'paper'], e.component)
