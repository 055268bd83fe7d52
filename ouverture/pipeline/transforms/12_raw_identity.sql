-- Which model each version is of: the Hub's own id first, then the current name, then an earlier or renamed name.
-- A repository deleted and made anew under its old name has another id of the Hub: it is a new model, and the old one keeps
-- its history, its last day and a marked name.
-- Each known model answers to one identity of a batch at most; one that finds no model is a new one. New models are
-- numbered by downloads, so that neighbours in the files have numbers of the same magnitude, which compress well.

CREATE OR REPLACE TEMP TABLE raw_name AS  -- as the batch leaves it
SELECT DISTINCT ON (identity) identity, model_id, hub_id, organisation_id
FROM raw_listing
ORDER BY identity, last_seq DESC, version;

CREATE OR REPLACE TEMP TABLE known_identity AS
SELECT l.identity, m.model_key FROM raw_name l JOIN model m USING (hub_id);

CREATE OR REPLACE TEMP TABLE known_name AS
WITH named AS (
    SELECT l.identity, l.model_id, l.hub_id, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM raw_name l
    LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(l.model_id)
    LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(l.model_id)
    WHERE l.identity NOT IN (SELECT identity FROM known_identity)
),
available AS (
    SELECT model_key, model_id, hub_id FROM model WHERE model_key NOT IN (SELECT model_key FROM known_identity)
),
alias AS (
    SELECT a.model_key, v.hub_id, canonical_id(a.model_id, r.new_model_id, o.renamed_to) AS canonical
    FROM model_alias a
    JOIN available v USING (model_key)
    LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(a.model_id)
    LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(a.model_id)
),
candidate AS (
    SELECT n.identity, n.model_id, v.model_key, 1 AS rank
    FROM named n JOIN available v ON lower(v.model_id) = lower(n.model_id)
    WHERE n.hub_id IS NULL OR v.hub_id IS NULL
    UNION ALL
    SELECT n.identity, n.model_id, a.model_key, 2
    FROM named n JOIN alias a USING (canonical)
    WHERE n.hub_id IS NULL OR a.hub_id IS NULL  -- another identity under a name left long ago is another model
),
best_model AS (
    SELECT * FROM candidate
    QUALIFY row_number() OVER (PARTITION BY identity ORDER BY rank, model_key) = 1
)
SELECT identity, model_key FROM best_model
QUALIFY row_number() OVER (PARTITION BY model_key ORDER BY rank, model_id) = 1;

-- is_last: what the batch leaves of the model; is_fullest: the last version that tells all, else the last.
CREATE OR REPLACE TEMP TABLE listing AS
WITH known AS (
    FROM known_identity
    UNION ALL
    FROM known_name
),
new AS (
    SELECT
        identity,
        (SELECT coalesce(max(model_key), 0) FROM model)
            + row_number() OVER (ORDER BY first_seq, first_downloads DESC NULLS LAST, model_id) AS model_key
    FROM (
        SELECT DISTINCT ON (identity) identity, model_id, first_seq, first_downloads
        FROM raw_listing ANTI JOIN known USING (identity)
        ORDER BY identity, first_seq, version
    )
),
keyed AS (
    SELECT
        i.*,
        coalesce(k.model_key, w.model_key)::INTEGER AS model_key,
        k.model_key IS NULL AS is_new
    FROM (
        SELECT identity, max(last_seq) AS last_seq, max(last_seq) FILTER (attributes_complete) AS fullest_seq
        FROM raw_listing GROUP BY identity
    ) i
    LEFT JOIN known k USING (identity)
    LEFT JOIN new w USING (identity)
)
SELECT
    k.model_key, k.is_new,
    l.last_seq = k.last_seq AS is_last,
    l.last_seq = coalesce(k.fullest_seq, k.last_seq) AS is_fullest,
    l.* EXCLUDE (identity, first_downloads)
FROM raw_listing l JOIN keyed k USING (identity);

-- Facts of models that no run has listed yet, where they hold for any day.
CREATE OR REPLACE TEMP TABLE unlisted AS
SELECT NULL::INTEGER AS model_key, FALSE AS is_new, TRUE AS is_last, TRUE AS is_fullest, * EXCLUDE (identity, first_downloads)
FROM raw_unlisted
WHERE lower(model_id) NOT IN (SELECT lower(model_id) FROM model_alias UNION ALL SELECT lower(model_id) FROM listing);

CREATE OR REPLACE TEMP TABLE counter AS
SELECT c.run_seq, l.model_key, c.* EXCLUDE (run_seq) FROM raw_counter c JOIN listing l USING (version);

-- Runs at which a version begins, and the version before it in the batch.
CREATE OR REPLACE TEMP TABLE version_begin AS
SELECT model_key, version, first_seq AS run_seq, NULL::INTEGER AS before
FROM listing
QUALIFY count(*) OVER (PARTITION BY model_key) = 1
UNION ALL
SELECT model_key, version, run_seq, before
FROM (
    SELECT model_key, version, run_seq, lag(version) OVER (PARTITION BY model_key ORDER BY run_seq) AS before
    FROM counter
    WHERE model_key IN (SELECT model_key FROM listing GROUP BY model_key HAVING count(*) > 1)
)
WHERE version IS DISTINCT FROM before;
