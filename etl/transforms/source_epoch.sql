-- Epoch AI's notable models (the newest visit is the whole table) and its capabilities index, a board on the day it was
-- read, if it changed. Columns that a file may drop are read by name; a file that was not read leaves what there was.

CREATE OR REPLACE TEMP MACRO epoch_lines(wanted) AS TABLE
SELECT to_json(t) AS r
FROM read_csv(
    getvariable('pages'), header = true, all_varchar = true, compression = 'zstd', delim = ',', quote = '"',
    escape = '"', parallel = false, max_line_size = 1048576, null_padding = true, union_by_name = true, filename = 'page'
) t
WHERE t.page = getvariable('pages')[list_position(getvariable('units'), wanted)];

DELETE FROM notable_model WHERE source = getvariable('source') AND list_contains(getvariable('units'), 'notable');
INSERT INTO notable_model BY NAME
WITH model AS (
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
    FROM epoch_lines('notable')
)
SELECT DISTINCT ON (model, organization)
    m.*, n.lab_id, getvariable('captured_on') AS captured_on, getvariable('source') AS source
FROM model m
LEFT JOIN registry_lab_name n ON n.spelling = m.organization
WHERE m.model IS NOT NULL
ORDER BY m.model, m.organization, m.published_on;

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
SELECT DISTINCT ON (model)
    'epoch/capabilities' AS yardstick,
    getvariable('captured_on') AS as_of,
    r->>'Model' AS model,
    trim(split_part(r->>'Organization', ',', 1)) AS organization, -- of several that worked together the first named
    CASE WHEN r->>'Model accessibility' ILIKE 'open weights%' THEN TRUE
        WHEN nullif(trim(r->>'Model accessibility'), '') IS NOT NULL THEN FALSE END AS is_open,
    try_cast(r->>'eci' AS DOUBLE) AS score,
    CASE WHEN try_cast(r->>'date' AS DATE) <= getvariable('captured_on') THEN try_cast(r->>'date' AS DATE) END AS released_on
FROM epoch_lines('capabilities')
WHERE r->>'Model' IS NOT NULL AND isfinite(try_cast(r->>'eci' AS DOUBLE))
ORDER BY model, score DESC;

CREATE OR REPLACE TEMP TABLE new_board AS SELECT * FROM board_changes(getvariable('source'));
DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM new_board);
INSERT INTO benchmark_score BY NAME SELECT * FROM new_board ORDER BY yardstick, score DESC, model;
