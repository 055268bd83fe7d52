-- Working tables of the sources around the readings: what one capture says, and what of it is new. See source_*.sql.

CREATE OR REPLACE TEMP TABLE raw_catalogue (
    provider VARCHAR, model_id VARCHAR, name VARCHAR, hub_model_id VARCHAR, released_on DATE, open_weights BOOLEAN,
    price_in_usd_per_mtok DOUBLE, price_out_usd_per_mtok DOUBLE, context_tokens BIGINT, modalities VARCHAR
);

-- Rows for catalogue_model: entries that are new or differ from the last known, and, if the capture is the ``whole``
-- catalogue, those that are no longer listed.
CREATE OR REPLACE TEMP MACRO catalogue_changes(catalogue, day, whole) AS TABLE
WITH last AS (
    SELECT * FROM catalogue_model WHERE source = catalogue
    QUALIFY row_number() OVER (PARTITION BY provider, model_id ORDER BY captured_on DESC) = 1
), listed AS (
    SELECT DISTINCT ON (provider, model_id) * FROM raw_catalogue ORDER BY provider, model_id, name, price_in_usd_per_mtok
)
SELECT l.*, TRUE AS listed, day AS captured_on, catalogue AS source
FROM listed l
LEFT JOIN last o ON o.provider = l.provider AND o.model_id = l.model_id
WHERE o.model_id IS NULL OR NOT o.listed OR ROW(
    l.name, l.hub_model_id, l.released_on, l.open_weights, l.price_in_usd_per_mtok, l.price_out_usd_per_mtok,
    l.context_tokens, l.modalities
) IS DISTINCT FROM ROW(
    o.name, o.hub_model_id, o.released_on, o.open_weights, o.price_in_usd_per_mtok, o.price_out_usd_per_mtok,
    o.context_tokens, o.modalities
)
UNION ALL BY NAME
SELECT o.* REPLACE (FALSE AS listed, day AS captured_on)
FROM last o ANTI JOIN listed l ON o.provider = l.provider AND o.model_id = l.model_id
WHERE whole AND o.listed;

CREATE OR REPLACE TEMP TABLE raw_board (
    yardstick VARCHAR, as_of DATE, model VARCHAR, organization VARCHAR, licence VARCHAR, is_open BOOLEAN, score DOUBLE,
    votes BIGINT, released_on DATE
);

-- Boards of raw_board that are not what the source's last board of that yardstick was already.
CREATE OR REPLACE TEMP MACRO board_changes(board_source) AS TABLE
WITH last AS (
    SELECT yardstick, list_sort(list(ROW(model, score))) AS board
    FROM (
        FROM benchmark_score WHERE source = board_source
        QUALIFY as_of = max(as_of) OVER (PARTITION BY yardstick)
    )
    GROUP BY yardstick
), now AS (
    SELECT yardstick, list_sort(list(ROW(model, score))) AS board FROM raw_board GROUP BY yardstick
)
SELECT b.*, board_source AS source
FROM raw_board b
JOIN now n USING (yardstick)
LEFT JOIN last l USING (yardstick)
WHERE n.board IS DISTINCT FROM l.board;
