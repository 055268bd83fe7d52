-- Which model each listed row is: the Hub's own id first, then the current name, then an earlier or renamed name.
-- A repository deleted and made anew under its old name goes on as the same model (its counters restart: restated).
-- Each known model answers to one row of a run at most; a row that finds no model is a new one. New models are
-- numbered by downloads, so that neighbours in the files have numbers of the same magnitude, which compress well.

CREATE OR REPLACE TEMP TABLE listing AS
WITH named AS (
    SELECT l.*, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM raw_listing l
    LEFT JOIN registry_rename r ON r.old_model_id = l.model_id
    LEFT JOIN canonical_organisation o USING (organisation_id)
),
known_name AS (
    SELECT a.model_key, canonical_id(a.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM model_alias a
    LEFT JOIN registry_rename r ON r.old_model_id = a.model_id
    LEFT JOIN canonical_organisation o
        ON contains(a.model_id, '/') AND o.organisation_id = split_part(a.model_id, '/', 1)
),
candidate AS (
    SELECT n.model_id, m.model_key, 1 AS strength
    FROM named n JOIN model m ON m.hub_id = n.hub_id
    UNION ALL
    SELECT n.model_id, m.model_key, 2
    FROM named n JOIN model m ON m.model_id = n.model_id
    UNION ALL
    SELECT n.model_id, m.model_key, 3
    FROM named n JOIN known_name k USING (canonical) JOIN model m USING (model_key)
    WHERE n.hub_id IS NULL OR m.hub_id IS NULL OR n.hub_id = m.hub_id
),
best_model AS (
    SELECT * FROM candidate
    QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY strength, model_key) = 1
),
match AS (
    SELECT * FROM best_model
    QUALIFY row_number() OVER (PARTITION BY model_key ORDER BY strength, model_id) = 1
),
numbered AS (
    SELECT
        n.model_id,
        (SELECT coalesce(max(model_key), 0) FROM model)
            + row_number() OVER (ORDER BY n.downloads_30d DESC NULLS LAST, n.model_id) AS model_key
    FROM named n ANTI JOIN match USING (model_id)
)
SELECT
    coalesce(k.model_key, w.model_key)::INTEGER AS model_key,
    k.model_key IS NULL AS is_new,
    n.* EXCLUDE (canonical)
FROM named n
LEFT JOIN match k USING (model_id)
LEFT JOIN numbered w USING (model_id);
