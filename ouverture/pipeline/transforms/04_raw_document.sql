-- The documents of the capture at hand, each with its unit. ``listed_document`` is without the first page, for sources whose
-- first page only lists the others.

CREATE OR REPLACE TEMP VIEW raw_document AS
SELECT getvariable('units')[list_position(getvariable('pages'), filename)] AS unit, filename, json
FROM read_json_objects(
    getvariable('pages'), format = 'unstructured', compression = 'zstd', filename = TRUE, maximum_object_size = 67108864
);
CREATE OR REPLACE TEMP VIEW listed_document AS FROM raw_document WHERE NOT contains(filename, '/000001.');

-- What of them is left out, for ``discarded_row``.
CREATE OR REPLACE TEMP TABLE discarded (unit VARCHAR, field VARCHAR, "rows" BIGINT, example VARCHAR, reason VARCHAR);
