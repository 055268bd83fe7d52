-- Parameters told by the weights in safetensors, dtype by dtype. The parts are counted, for a total that disagrees with them
-- was written by hand. One element is one weight in the dtypes of floating point from 8 bits on; all others pack several
-- weights in one element, or are tables and scales of a quantisation. Buffers of integers (positions, masks) are small: where
-- such dtypes hold more than 1 % of the elements, the number counts no weights. The same rule reads archives, in
-- ouverture/pipeline/sources/archive_files.py.

CREATE OR REPLACE TEMP MACRO size_class_of(parameters) AS
    CASE
        WHEN parameters < 1e9 THEN '<1B'
        WHEN parameters < 7e9 THEN '1-7B'
        WHEN parameters < 30e9 THEN '7-30B'
        WHEN parameters < 100e9 THEN '30-100B'
        WHEN parameters >= 100e9 THEN '>=100B'
    END;
CREATE OR REPLACE TEMP MACRO weights_by_dtype(safetensors) AS
    map_entries(try_cast(safetensors -> '$.parameters' AS MAP(VARCHAR, UBIGINT)));
CREATE OR REPLACE TEMP MACRO weights_sum(parts) AS list_sum([p.value::HUGEINT FOR p IN parts]);
CREATE OR REPLACE TEMP MACRO weights_packed(parts) AS coalesce(
    100 * list_sum([p.value::HUGEINT FOR p IN parts IF NOT regexp_full_match(upper(p.key), 'F64|F32|F16|BF16|F8_E4M3.*|F8_E5M2.*')])
        > weights_sum(parts), FALSE
);
CREATE OR REPLACE TEMP MACRO weights_counted(parts, total) AS
    CASE WHEN NOT weights_packed(parts) THEN try_cast(coalesce(weights_sum(parts), total) AS BIGINT) END;
