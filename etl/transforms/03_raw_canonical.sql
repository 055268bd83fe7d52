-- Names as the registry's renames would have them today: two ids with the same canonical name are the same model.

CREATE OR REPLACE TEMP TABLE canonical_organisation AS
WITH RECURSIVE step AS (
    SELECT organisation_id, renamed_to, 1 AS depth FROM organisation WHERE renamed_to IS NOT NULL
    UNION
    SELECT s.organisation_id, o.renamed_to, s.depth + 1
    FROM step s JOIN organisation o ON o.organisation_id = s.renamed_to
    WHERE o.renamed_to IS NOT NULL AND s.depth < 10  -- a circle of renames ends
)
SELECT organisation_id, arg_max(renamed_to, depth) AS renamed_to FROM step GROUP BY organisation_id;

CREATE OR REPLACE TEMP MACRO canonical_id(model_id, renamed_model_id, renamed_organisation) AS
    coalesce(renamed_model_id, renamed_organisation || model_id[strpos(model_id, '/'):], model_id);
