-- Boards of Arena: one yardstick an arena and category. A board read again replaces itself.

DELETE FROM raw_board;
INSERT INTO raw_board BY NAME
SELECT
    unit, 'arena/' || text_of(said->'arena') || '/' || text_of(said->'category') AS yardstick,
    as_of, model, nullif(text_of(said->'organization'), '-') AS organization, licence, score, votes,
    weights_stated(licence) AS is_open,
    [misfit('model', said->'model', model, 'no text: row left out'),
     misfit('as_of', said->'as_of', as_of, 'no day up to the visit: row left out'),
     misfit('score', said->'score', score, 'no possible score: row left out'),
     misfit('votes', said->'votes', votes, 'no possible count: unknown')] AS misfits
FROM (
    SELECT
        unit, json AS said, text_of(json->'model') AS model, score_of(json->'score') AS score,
        CASE WHEN day_of(json->'as_of') <= getvariable('captured_on') + 1 THEN day_of(json->'as_of') END AS as_of,
        nullif(text_of(json->'licence'), '-') AS licence,
        count_of(json->'votes', 1e9) AS votes
    FROM listed_document
);
INSERT INTO discarded BY NAME FROM discards('raw_board');

DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM scored());
INSERT INTO benchmark_score BY NAME FROM scored();
