-- Epoch AI's notable models (the newest visit is the whole table) and its capabilities index, a board on the day it was
-- read, if it changed. Columns that a file may drop are read by name; a file that was not read leaves what there was.

CREATE OR REPLACE TEMP TABLE raw_notable AS
SELECT
    unit, text_of(said->'Model') AS model, text_of(said->'Organization') AS organization,
    text_of(said->'Country (of organization)') AS country, text_of(said->'Domain') AS domain, published_on,
    text_of(said->'Model accessibility') AS accessibility, parameters, training_compute_flop, text_of(said->'Link') AS link,
    [misfit('Publication date', said->'Publication date', published_on, 'no day: unknown'),
     misfit('Parameters', said->'Parameters', parameters, 'no possible count: unknown'),
     misfit('Training compute (FLOP)', said->'Training compute (FLOP)', training_compute_flop, 'no possible count: unknown')
    ] AS misfits
FROM (
    SELECT
        unit, json AS said, day_of(json->'Publication date') AS published_on,
        round(count_of(to_json(round(number_of(json->'Parameters'))), 1e15))::BIGINT AS parameters,
        CASE WHEN number_of(json->'Training compute (FLOP)') BETWEEN 0 AND 1e35
            THEN number_of(json->'Training compute (FLOP)') END AS training_compute_flop
    FROM raw_document
    WHERE unit = 'notable'
);
INSERT INTO discarded BY NAME FROM discards('raw_notable');

DELETE FROM notable_model WHERE source = getvariable('source') AND list_contains(getvariable('units'), 'notable');
INSERT INTO notable_model BY NAME
SELECT DISTINCT ON (model, organization)
    m.* EXCLUDE (unit, misfits), n.lab_id, getvariable('captured_on') AS captured_on, getvariable('source') AS source
FROM raw_notable m
LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(m.organization)
WHERE m.model IS NOT NULL
ORDER BY m.model, m.organization, m.published_on;

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
SELECT
    unit, 'epoch/capabilities' AS yardstick, getvariable('captured_on') AS as_of, text_of(said->'Model') AS model,
    plain_text(split_part(said->>'Organization', ',', 1)) AS organization, -- of several that worked together the first named
    CASE WHEN accessibility ILIKE 'open weights%' THEN TRUE WHEN accessibility IS NOT NULL THEN FALSE END AS is_open,
    score, released_on,
    [misfit('eci', said->'eci', score, 'no possible score: row left out'),
     misfit('date', said->'date', released_on, 'no day: unknown')] AS misfits
FROM (
    SELECT
        unit, json AS said, score_of(json->'eci') AS score, day_of(json->'date') AS released_on,
        text_of(json->'Model accessibility') AS accessibility
    FROM raw_document
    WHERE unit = 'capabilities'
);
INSERT INTO discarded BY NAME FROM discards('raw_board');

CREATE OR REPLACE TEMP TABLE new_board AS FROM board_changes();
DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM new_board);
INSERT INTO benchmark_score BY NAME SELECT * FROM new_board ORDER BY yardstick, score DESC, model;
