-- Epoch AI's notable models: the newest visit is the whole table. Columns that it may drop are read by name.

DELETE FROM notable_model WHERE source = getvariable('source');
INSERT INTO notable_model BY NAME
WITH line AS (
    SELECT to_json(t) AS r
    FROM read_csv(
        getvariable('pages'), header = true, all_varchar = true, compression = 'zstd', delim = ',', quote = '"',
        escape = '"', parallel = false, max_line_size = 1048576, null_padding = true
    ) t
), model AS (
    SELECT
        r->>'Model' AS model,
        r->>'Organization' AS organization,
        r->>'Country (of organization)' AS country,
        r->>'Domain' AS domain,
        try_cast(r->>'Publication date' AS DATE) AS published_on,
        r->>'Model accessibility' AS accessibility,
        try_cast(try_cast(r->>'Parameters' AS DOUBLE) AS BIGINT) AS parameters,
        try_cast(r->>'Training compute (FLOP)' AS DOUBLE) AS training_compute_flop,
        r->>'Link' AS link
    FROM line
)
SELECT DISTINCT ON (model, organization)
    m.*, n.lab_id, getvariable('captured_on') AS captured_on, getvariable('source') AS source
FROM model m
LEFT JOIN registry_lab_name n ON n.spelling = m.organization
WHERE m.model IS NOT NULL
ORDER BY m.model, m.organization, m.published_on;
