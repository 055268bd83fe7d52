WITH latest AS (
    SELECT newest(source, observed_on, source) AS source, max(observed_on) AS observed_on FROM derivative_count
)
SELECT c.source, c.observed_on, c.model_id AS base_id, m.lab_id,
    c.derivatives AS total, c.finetune, c.adapter, c.merge, c.quantized, count(*) OVER () AS shown_of
FROM derivative_count c
JOIN latest USING (source, observed_on)
LEFT JOIN mart_model m ON m.model_id = c.model_id
ORDER BY total DESC, base_id
LIMIT $shown
