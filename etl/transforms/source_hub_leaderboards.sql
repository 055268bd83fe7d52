-- Leaderboards of the Hub's benchmark datasets: one yardstick a dataset, a board on the day it was read, if it changed.

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
SELECT DISTINCT ON (yardstick, model)
    'hub/' || benchmark AS yardstick,
    getvariable('captured_on') AS as_of,
    entry."modelId" AS model,
    entry.author.name AS organization,
    entry.value AS score
FROM (
    SELECT benchmark, unnest(entries) AS entry
    FROM read_json(
        list_filter(getvariable('pages'), lambda page: NOT contains(page, '/000001.')), -- the first page lists the benchmarks
        format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
        columns = {benchmark: 'VARCHAR', entries: 'STRUCT("modelId" VARCHAR, "value" DOUBLE, author STRUCT("name" VARCHAR))[]'}
    )
)
ORDER BY yardstick, model, score DESC;

CREATE OR REPLACE TEMP TABLE new_board AS SELECT * FROM board_changes(getvariable('source'));
DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM new_board);
INSERT INTO benchmark_score BY NAME SELECT * FROM new_board ORDER BY yardstick, score DESC, model;
