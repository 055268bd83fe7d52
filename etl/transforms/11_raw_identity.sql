-- Which model each listed row is: the Hub's own id first, then the current name, then an earlier or renamed name.
-- A repository deleted and made anew under its old name goes on as the same model (its counters restart: restated).
-- Each known model answers to one row of a run at most; a row that finds no model is a new one. New models are
-- numbered by downloads, so that neighbours in the files have numbers of the same magnitude, which compress well.

CREATE OR REPLACE TEMP TABLE known_identity AS
SELECT l.model_id, m.model_key FROM raw_listing l JOIN model m USING (hub_id);

CREATE OR REPLACE TEMP TABLE known_name AS
WITH named AS (
    SELECT l.model_id, l.hub_id, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM raw_listing l
    LEFT JOIN registry_rename r ON r.old_model_id = l.model_id
    LEFT JOIN canonical_organisation o USING (organisation_id)
    WHERE l.model_id NOT IN (SELECT model_id FROM known_identity)
),
available AS (
    SELECT model_key, model_id, hub_id FROM model WHERE model_key NOT IN (SELECT model_key FROM known_identity)
),
alias AS (
    SELECT a.model_key, v.hub_id, canonical_id(a.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM model_alias a
    JOIN available v USING (model_key)
    LEFT JOIN registry_rename r ON r.old_model_id = a.model_id
    LEFT JOIN canonical_organisation o
        ON contains(a.model_id, '/') AND o.organisation_id = split_part(a.model_id, '/', 1)
),
candidate AS (
    SELECT n.model_id, v.model_key, 1 AS rank
    FROM named n JOIN available v USING (model_id)
    UNION ALL
    SELECT n.model_id, a.model_key, 2
    FROM named n JOIN alias a USING (canonical)
    WHERE n.hub_id IS NULL OR a.hub_id IS NULL  -- another identity under a name left long ago is another model
),
best_model AS (
    SELECT * FROM candidate
    QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY rank, model_key) = 1
)
SELECT model_id, model_key FROM best_model
QUALIFY row_number() OVER (PARTITION BY model_key ORDER BY rank, model_id) = 1;

CREATE OR REPLACE TEMP TABLE listing AS
WITH known AS (
    FROM known_identity
    UNION ALL
    FROM known_name
),
new AS (
    SELECT
        l.model_id,
        (SELECT coalesce(max(model_key), 0) FROM model)
            + row_number() OVER (ORDER BY l.downloads_30d DESC NULLS LAST, l.model_id) AS model_key
    FROM raw_listing l ANTI JOIN known USING (model_id)
)
SELECT
    coalesce(k.model_key, w.model_key)::INTEGER AS model_key,
    (row_number() OVER ())::INTEGER AS version,
    getvariable('run_seq') AS run_seq,
    k.model_key IS NULL AS is_new,
    l.*
FROM raw_listing l
LEFT JOIN known k USING (model_id)
LEFT JOIN new w USING (model_id);
