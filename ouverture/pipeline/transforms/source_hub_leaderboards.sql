-- Leaderboards of the Hub's benchmark datasets: one yardstick a dataset, a board on the day it was read, if it changed.

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
SELECT
    unit, 'hub/' || benchmark AS yardstick, getvariable('captured_on') AS as_of, model,
    text_of(said->'author'->'name') AS organization, score,
    [misfit('modelId', said->'modelId', model, 'no text: row left out'),
     misfit('value', said->'value', score, 'no possible score: row left out')] AS misfits
FROM (
    SELECT
        d.unit, r.value AS said, text_of(d.json->'benchmark') AS benchmark, text_of(said->'modelId') AS model,
        score_of(said->'value') AS score
    FROM listed_document d, json_each(d.json->'entries') r
);
INSERT INTO discarded BY NAME FROM discards('raw_board');

CREATE OR REPLACE TEMP TABLE new_board AS FROM board_changes();
DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM new_board);
INSERT INTO benchmark_score BY NAME SELECT * FROM new_board ORDER BY yardstick, score DESC, model;
