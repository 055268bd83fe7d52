-- Boards of Arena: one yardstick an arena and category. A board read again replaces itself.

CREATE OR REPLACE TEMP TABLE arena_board AS
SELECT
    'arena/' || arena || '/' || category AS yardstick,
    as_of::DATE AS as_of,
    model,
    nullif(trim(organization), '') AS organization,
    CASE WHEN trim(licence) NOT IN ('', '-') THEN trim(licence) END AS licence,
    score,
    votes::BIGINT AS votes
FROM read_json(
    list_filter(getvariable('pages'), lambda page: NOT contains(page, '/000001.')), -- the first page lists the files
    format = 'newline_delimited', compression = 'zstd',
    columns = {arena: 'VARCHAR', model: 'VARCHAR', score: 'DOUBLE', as_of: 'VARCHAR', category: 'VARCHAR',
        organization: 'VARCHAR', licence: 'VARCHAR', votes: 'DOUBLE'}
)
WHERE model IS NOT NULL AND score IS NOT NULL;

DELETE FROM benchmark_score
WHERE source = getvariable('source') AND (yardstick, as_of) IN (SELECT (yardstick, as_of) FROM arena_board);

-- Weights: "Proprietary" has none, a licence of weights has; where the board names neither it is unknown.
INSERT INTO benchmark_score BY NAME
SELECT DISTINCT ON (yardstick, as_of, model)
    *,
    CASE
        WHEN licence ILIKE 'proprietary%' THEN FALSE
        WHEN lower(licence) NOT IN ('other', 'unknown', 'n/a', 'na') THEN TRUE END AS is_open,
    getvariable('source') AS source
FROM arena_board
ORDER BY yardstick, as_of, model, score DESC;
