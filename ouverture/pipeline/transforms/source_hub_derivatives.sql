-- Derivatives of each base on the whole Hub, as the Hub itself counts them. Relations that it does not name are unknown, not 0; a
-- relation of another name counts for the total alone, and where one count of a base is none, so is its total.

CREATE OR REPLACE TEMP TABLE raw_derivatives AS
SELECT
    unit, text_of(said->'id') AS model_id, CASE WHEN uncounted = 0 THEN counted END AS derivatives,
    count_of(children->'finetune', 1e9)::INTEGER AS finetune, count_of(children->'adapter', 1e9)::INTEGER AS adapter,
    count_of(children->'merge', 1e9)::INTEGER AS merge, count_of(children->'quantized', 1e9)::INTEGER AS quantized,
    [misfit('id', said->'id', model_id, 'no text: row left out'),
     misfit('childrenModelCount', children, derivatives, 'not a count for each relation: row left out')] AS misfits
FROM (
    SELECT
        any_value(d.unit) AS unit, any_value(d.json) AS said, any_value(d.json->'childrenModelCount') AS children,
        sum(count_of(r.value, 1e9))::INTEGER AS counted, count(*) - count(count_of(r.value, 1e9)) AS uncounted
    FROM listed_document d LEFT JOIN json_each(d.json, '$.childrenModelCount') r ON TRUE
    GROUP BY d.filename
);
INSERT INTO discarded BY NAME FROM discards('raw_derivatives');

INSERT OR REPLACE INTO derivative_count BY NAME
SELECT DISTINCT ON (model_id)
    * EXCLUDE (unit, misfits), getvariable('captured_on') AS observed_on, getvariable('source') AS source
FROM raw_derivatives
WHERE model_id IS NOT NULL AND derivatives IS NOT NULL
ORDER BY model_id, derivatives DESC;
