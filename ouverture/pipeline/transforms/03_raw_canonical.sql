-- Names as the registry's renames would have them today: two ids with the same canonical name are the same model. Names of
-- repositories compare without regard to letter case, as on the Hub: lookups are in lower case, and so is a canonical name.

CREATE OR REPLACE TEMP TABLE canonical_organisation AS
WITH RECURSIVE renamed AS (
    SELECT lower(organisation_id) AS organisation_id, renamed_to FROM organisation WHERE renamed_to IS NOT NULL
),
step AS (
    SELECT organisation_id, renamed_to, 1 AS depth FROM renamed
    UNION
    SELECT s.organisation_id, o.renamed_to, s.depth + 1
    FROM step s JOIN renamed o ON o.organisation_id = lower(s.renamed_to)
    WHERE s.depth < 10  -- a circle of renames ends
)
SELECT organisation_id, arg_max(renamed_to, depth) AS renamed_to FROM step GROUP BY organisation_id;

CREATE OR REPLACE TEMP MACRO namespace(id) AS CASE WHEN contains(id, '/') THEN lower(split_part(id, '/', 1)) END;

CREATE OR REPLACE TEMP MACRO present_id(id, renamed_id, renamed_organisation) AS
    coalesce(renamed_id, renamed_organisation || id[strpos(id, '/'):], id);
CREATE OR REPLACE TEMP MACRO canonical_id(id, renamed_id, renamed_organisation) AS
    lower(present_id(id, renamed_id, renamed_organisation));

-- The repository that a base is named as: the id alone, or the address of its page on the Hub; NULL for what can be none,
-- such as a folder of the machine that trained it or free text. An id without namespace is for the renames to know.
CREATE OR REPLACE TEMP MACRO named_path(base) AS
    regexp_replace(regexp_replace(trim(base, e' \t\r\n'), '^(https?://)?(www\.)?(huggingface\.co|hf\.co)/+(models/)?', '', 'i'), '[?#].*$', '');
CREATE OR REPLACE TEMP MACRO repository_part(base) AS
    CASE
        WHEN regexp_matches(trim(base, e' \t\r\n'), '^(https?://)?(www\.)?(huggingface\.co|hf\.co)/', 'i')
        THEN CASE WHEN NOT regexp_matches(named_path(base), '^(datasets|spaces|docs|papers|collections|blog)/', 'i')
            THEN regexp_extract(named_path(base), '^([^/]+/[^/]+)(/((tree|blob|resolve|raw|commit|discussions)(/.*)?)?)?$', 1) END
        ELSE trim(base, e' \t\r\n')
    END;
CREATE OR REPLACE TEMP MACRO repository_id(base) AS
    CASE WHEN regexp_full_match(repository_part(base), '(\w([\w.-]*\w)?/)?\w([\w.-]*\w)?')
        AND NOT regexp_matches(repository_part(base), '--|\.\.|\.git$|^n/a$', 'i') AND length(repository_part(base)) <= 193
        THEN repository_part(base) END;
CREATE OR REPLACE TEMP MACRO as_base(base) AS coalesce(repository_id(base), trim(base, e' \t\r\n'));  -- as lineage keeps it
