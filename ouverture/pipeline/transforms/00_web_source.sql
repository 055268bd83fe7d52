-- Working tables of the sources around the readings: what one capture says, and what of it is new. See source_*.sql.
--
-- What others send may be anything, so it is read as JSON, value by value, with macros that never fail: a value that
-- does not fit is NULL, and ``misfit`` names it. A row that makes sense without it stays, one that does not is left out.

-- Text without control characters and line breaks, white space single and none at the ends; NULL where nothing is left.
CREATE OR REPLACE TEMP MACRO plain_text(said) AS
    nullif(trim(regexp_replace(said, '[\x00-\x20\x7F-\xA0\x{2028}\x{2029}]+', ' ', 'g')), '');
CREATE OR REPLACE TEMP MACRO text_of(said) AS CASE WHEN json_type(said) = 'VARCHAR' THEN plain_text(said->>'$') END;
CREATE OR REPLACE TEMP MACRO number_of(said) AS CASE
    WHEN json_type(said) IN ('VARCHAR', 'DOUBLE', 'BIGINT', 'UBIGINT') AND isfinite(try_cast(said->>'$' AS DOUBLE))
    THEN try_cast(said->>'$' AS DOUBLE) END;
CREATE OR REPLACE TEMP MACRO score_of(said) AS CASE WHEN abs(number_of(said)) <= 1e6 THEN number_of(said) END;
CREATE OR REPLACE TEMP MACRO price_of(said) AS CASE WHEN number_of(said) BETWEEN 0 AND 1e6 THEN number_of(said) END;
-- A whole number from 0 up to ``most``, which no count of its kind can reach.
CREATE OR REPLACE TEMP MACRO count_of(said, most) AS CASE
    WHEN number_of(said) BETWEEN 0 AND most AND number_of(said) = floor(number_of(said)) THEN number_of(said)::BIGINT END;
CREATE OR REPLACE TEMP MACRO flag_of(said) AS CASE json_type(said) WHEN 'BOOLEAN' THEN said::VARCHAR = 'true' END;
CREATE OR REPLACE TEMP MACRO day_in(said) AS CASE
    WHEN regexp_matches(said, '^(19[5-9]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}') THEN try_cast(said[:10] AS DATE) END;
CREATE OR REPLACE TEMP MACRO day_of(said) AS CASE WHEN json_type(said) = 'VARCHAR' THEN day_in(said->>'$') END;
-- Texts of a list, joined; NULL where it is none or has none.
CREATE OR REPLACE TEMP MACRO texts_of(said) AS
    nullif(array_to_string([
        text_of(t) FOR t IN from_json(CASE WHEN json_type(said) = 'ARRAY' THEN said END, '["JSON"]') IF text_of(t) IS NOT NULL
    ], ','), '');

-- A value that was said and is not understood: NULL where it fits or nothing was said.
CREATE OR REPLACE TEMP MACRO misfit(field, said, understood, reason) AS CASE
    WHEN understood IS NULL AND json_type(said) <> 'NULL' AND plain_text(said->>'$') IS NOT NULL
    THEN {field: field, example: plain_text(said::VARCHAR)[:80], reason: reason} END;
-- Rows for ``discarded``, from a table with the columns unit and misfits.
CREATE OR REPLACE TEMP MACRO discards(staged) AS TABLE
SELECT unit, m.field, count(*) AS "rows", min(m.example) AS example, m.reason
FROM (SELECT unit, unnest(misfits) AS m FROM query_table(staged))
WHERE m IS NOT NULL
GROUP BY ALL
ORDER BY ALL;

CREATE OR REPLACE TEMP TABLE raw_catalogue (
    unit VARCHAR, provider VARCHAR, model_id VARCHAR, name VARCHAR, hub_model_id VARCHAR, released_on DATE, open_weights BOOLEAN,
    price_in_usd_per_mtok DOUBLE, price_out_usd_per_mtok DOUBLE, context_tokens BIGINT, modalities VARCHAR,
    misfits STRUCT(field VARCHAR, example VARCHAR, reason VARCHAR)[]
);

-- Rows for catalogue_model: entries that are new or differ from the last known, and, if the capture is the ``whole``
-- catalogue, those that are no longer listed.
CREATE OR REPLACE TEMP MACRO catalogue_changes(catalogue, day, whole) AS TABLE
WITH last AS (
    SELECT * FROM catalogue_model WHERE source = catalogue
    QUALIFY row_number() OVER (PARTITION BY provider, model_id ORDER BY captured_on DESC) = 1
), listed AS (
    SELECT DISTINCT ON (provider, model_id) * EXCLUDE (unit, misfits)
    FROM raw_catalogue
    WHERE provider IS NOT NULL AND model_id IS NOT NULL AND name IS NOT NULL
    ORDER BY provider, model_id, name, price_in_usd_per_mtok
)
SELECT l.*, TRUE AS listed, day AS captured_on, catalogue AS source
FROM listed l
LEFT JOIN last o ON o.provider = l.provider AND o.model_id = l.model_id
WHERE o.model_id IS NULL OR NOT o.listed OR row(
    l.name, l.hub_model_id, l.released_on, l.open_weights, l.price_in_usd_per_mtok, l.price_out_usd_per_mtok,
    l.context_tokens, l.modalities
) IS DISTINCT FROM row(
    o.name, o.hub_model_id, o.released_on, o.open_weights, o.price_in_usd_per_mtok, o.price_out_usd_per_mtok,
    o.context_tokens, o.modalities
)
UNION ALL BY NAME
SELECT o.* REPLACE (FALSE AS listed, day AS captured_on)
FROM last o ANTI JOIN listed l ON o.provider = l.provider AND o.model_id = l.model_id
WHERE whole AND o.listed;

CREATE OR REPLACE TEMP TABLE raw_board (
    unit VARCHAR, yardstick VARCHAR, as_of DATE, model VARCHAR, organization VARCHAR, licence VARCHAR, is_open BOOLEAN,
    score DOUBLE, votes BIGINT, released_on DATE, misfits STRUCT(field VARCHAR, example VARCHAR, reason VARCHAR)[]
);

-- The scores of raw_board that are whole, the best of a model that a board lists twice. A release after the board is none.
CREATE OR REPLACE TEMP MACRO scored() AS TABLE
SELECT DISTINCT ON (yardstick, as_of, model)
    * EXCLUDE (unit, misfits) REPLACE (CASE WHEN released_on <= as_of THEN released_on END AS released_on),
    getvariable('source') AS source
FROM raw_board
WHERE yardstick IS NOT NULL AND as_of IS NOT NULL AND model IS NOT NULL AND score IS NOT NULL
ORDER BY yardstick, as_of, model, score DESC, votes DESC NULLS LAST, organization, licence;

-- Boards of raw_board that are not what the source's last board of that yardstick was already.
CREATE OR REPLACE TEMP MACRO board_changes() AS TABLE
WITH last AS (
    SELECT yardstick, list_sort(list(row(model, score))) AS board
    FROM (
        FROM benchmark_score WHERE source = getvariable('source')
        QUALIFY as_of = max(as_of) OVER (PARTITION BY yardstick)
    )
    GROUP BY yardstick
), now AS (
    SELECT yardstick, list_sort(list(row(model, score))) AS board FROM scored() GROUP BY yardstick
)
SELECT b.*
FROM scored() b
JOIN now n USING (yardstick)
LEFT JOIN last l USING (yardstick)
WHERE n.board IS DISTINCT FROM l.board;
