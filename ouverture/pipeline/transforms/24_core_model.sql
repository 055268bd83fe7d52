-- Models: new ones, changed ones with their change history, vanished ones. Never a deletion.

-- Absent: known, and not listed by a run that lists its organisation whole. An organisation that lists nothing is not
-- taken at its word: a fault at the source looks the same. Nothing is gone before a day on which any source saw it: an
-- archive's days come after the panel's, which are later days. What every run since its first lists is not looked at.
CREATE OR REPLACE TEMP TABLE absent AS
WITH listed_in AS (
    SELECT model_key, min(run_seq) AS first_seq, count(*) AS runs FROM counter GROUP BY model_key
),
doubtful AS (
    SELECT m.model_key, 0 AS first_seq, m.last_seen
    FROM model m
    LEFT JOIN listed_in i USING (model_key)
    WHERE coalesce(i.runs, 0) < (SELECT count(*) FROM batch) AND (m.gone_on IS NULL OR i.runs IS NOT NULL)
    UNION ALL
    SELECT l.model_key, i.first_seq, NULL
    FROM listing l
    JOIN listed_in i USING (model_key)
    WHERE l.is_new AND l.is_last AND i.runs < (SELECT max(run_seq) FROM batch) - i.first_seq + 1
),
place AS (  -- whose it is from which run on: a rename may have moved it
    SELECT model_key, organisation_id, 0 AS run_seq FROM model SEMI JOIN doubtful USING (model_key)
    UNION ALL
    SELECT s.model_key, l.organisation_id, s.run_seq FROM version_begin s JOIN listing l USING (version)
    WHERE s.model_key IN (SELECT model_key FROM doubtful)
),
whole AS (
    SELECT DISTINCT c.run_seq, l.organisation_id
    FROM counter c JOIN listing l USING (version)
    WHERE list_contains(getvariable('whole_organisations'), l.organisation_id)
)
SELECT d.model_key, b.run_seq, b.snapshot_date
FROM doubtful d
JOIN batch b ON b.run_seq > d.first_seq
ANTI JOIN counter c ON c.run_seq = b.run_seq AND c.model_key = d.model_key
ASOF JOIN place p ON p.model_key = d.model_key AND p.run_seq <= b.run_seq
LEFT JOIN whole w ON w.run_seq = b.run_seq AND w.organisation_id = p.organisation_id
LEFT JOIN (  -- another source lists it on that day or later
    SELECT model_key, max(seen_on) AS seen_on FROM latest_reading
    WHERE source <> getvariable('source') AND listed
    GROUP BY model_key
) o ON o.model_key = d.model_key AND o.seen_on >= b.snapshot_date
WHERE (w.run_seq IS NOT NULL OR getvariable('whole_hub')) AND o.model_key IS NULL
    AND (d.last_seen IS NULL OR d.last_seen <= b.snapshot_date);

-- Runs at which a model goes, or comes back.
CREATE OR REPLACE TEMP TABLE turn AS
WITH state AS (
    SELECT model_key, run_seq, snapshot_date AS gone_on FROM absent
    UNION ALL
    SELECT c.model_key, c.run_seq, NULL
    FROM counter c
    JOIN batch b USING (run_seq)
    LEFT JOIN model m USING (model_key)
    WHERE (m.gone_on IS NOT NULL OR c.model_key IN (SELECT model_key FROM absent))
        AND (m.gone_on IS NULL OR m.gone_on <= b.snapshot_date)  -- listed before it went is no return
),
turned AS (
    SELECT s.*, m.gone_on AS gone_at_first
    FROM state s LEFT JOIN model m USING (model_key)
    WINDOW w AS (PARTITION BY s.model_key ORDER BY s.run_seq)
    QUALIFY (s.gone_on IS NULL) <> (CASE WHEN row_number() OVER w = 1 THEN m.gone_on ELSE lag(s.gone_on) OVER w END IS NULL)
)
SELECT model_key, run_seq, gone_on,  -- it went when it was first absent, however often it was absent after
    CASE WHEN row_number() OVER w = 1 THEN gone_at_first ELSE lag(gone_on) OVER w END AS gone_before
FROM turned
WINDOW w AS (PARTITION BY model_key ORDER BY run_seq);

-- A name that passed to another model while its old holder was out of sight: the holder keeps its history under a marked name.
CREATE OR REPLACE TEMP TABLE displaced AS
SELECT m.model_key, m.model_id, m.hub_id, m.gone_on, m.model_id || '@' || m.model_key AS marked_id,
    min(l.first_seq) AS run_seq, arg_min(l.model_key, l.first_seq) AS heir_key, arg_min(l.hub_id, l.first_seq) AS heir_hub_id
FROM model m
JOIN listing l ON lower(l.model_id) = lower(m.model_id) AND l.model_key <> m.model_key
WHERE m.model_key NOT IN (SELECT model_key FROM listing)
GROUP BY m.model_key, m.model_id, m.hub_id, m.gone_on;

-- Organisations of which a run that lists them whole lists nothing, although models of theirs are known that are not gone.
CREATE OR REPLACE TEMP TABLE silent AS
WITH nothing AS (
    SELECT b.run_seq, u.organisation_id
    FROM batch b CROSS JOIN (SELECT unnest(getvariable('whole_organisations')) AS organisation_id) u
    ANTI JOIN (SELECT c.run_seq, l.organisation_id FROM counter c JOIN listing l USING (version)) USING (run_seq, organisation_id)
),
member AS (
    SELECT model_key, organisation_id, run_seq, lead(run_seq, 1, 2147483647) OVER (PARTITION BY model_key ORDER BY run_seq) AS until_seq
    FROM (
        SELECT model_key, organisation_id, 0 AS run_seq FROM model
        UNION ALL
        SELECT s.model_key, l.organisation_id, s.run_seq FROM version_begin s JOIN listing l USING (version)
    )
),
state AS (
    SELECT model_key, 0 AS run_seq, gone_on FROM model
    UNION ALL
    SELECT model_key, run_seq, gone_on FROM turn
    UNION ALL
    SELECT d.model_key, d.run_seq, b.snapshot_date FROM displaced d JOIN batch b USING (run_seq)
)
SELECT DISTINCT run_seq, organisation_id
FROM (
    SELECT n.run_seq, n.organisation_id
    FROM nothing n
    JOIN member m ON m.organisation_id = n.organisation_id AND m.run_seq <= n.run_seq AND m.until_seq > n.run_seq
    LEFT JOIN state s ON s.model_key = m.model_key AND s.run_seq <= n.run_seq
    GROUP BY n.run_seq, n.organisation_id, m.model_key
    HAVING arg_max_null(s.gone_on, s.run_seq) IS NULL
);

INSERT INTO model_change BY NAME
WITH both_sides AS (
    SELECT
        n.model_key, s.run_seq, n.model_id, o.model_id AS old_id,
        -- only a source with dated attributes shows when they changed
        o.attribute_source = n.attribute_source AND n.attribute_source IN (SELECT s.name FROM source s WHERE s.dated_attributes) AS dated,
        o.licence AS old_licence, n.licence, o.gated AS old_gated, n.gated, o.tier AS old_tier, n.tier,
        o.tier_reason AS old_reason, n.tier_reason,
        ((o.licence, o.gated) IS DISTINCT FROM (n.licence, n.gated))
            AND NOT (o.licence = 'other' AND n.licence_raw = 'other' AND o.gated IS NOT DISTINCT FROM n.gated) AS terms_changed
    FROM version_begin s
    JOIN attribute n USING (version)
    JOIN (
        SELECT -model_key AS side, model_id, attribute_source, licence, gated, tier, tier_reason FROM model
        UNION ALL
        SELECT version, model_id, attribute_source, licence, gated, tier, tier_reason FROM attribute
    ) o ON o.side = coalesce(s.before, -s.model_key)
),
terms_changed AS (  -- bases among them: what they restrict, their derivatives are restricted by from the same day on
    SELECT run_seq, model_id FROM both_sides WHERE dated AND terms_changed
),
change AS (
    SELECT model_key, run_seq, model_id, 'model_id' AS field, old_id AS old_value, model_id AS new_value, 'changed' AS cause FROM both_sides WHERE old_id <> model_id
    UNION ALL
    SELECT model_key, run_seq, model_id, 'licence', old_licence, licence, 'changed' FROM both_sides WHERE dated AND old_licence IS DISTINCT FROM licence
    UNION ALL
    SELECT model_key, run_seq, model_id, 'gated', old_gated, gated, 'changed' FROM both_sides WHERE dated AND old_gated IS DISTINCT FROM gated
    UNION ALL
    SELECT b.model_key, b.run_seq, b.model_id, 'tier', b.old_tier::VARCHAR, b.tier::VARCHAR,
        CASE WHEN b.terms_changed OR EXISTS (
            FROM terms_changed t WHERE t.run_seq = b.run_seq AND 'base:' || t.model_id IN (b.tier_reason, b.old_reason)
        ) THEN 'changed' ELSE 'known' END
    FROM both_sides b
    WHERE b.dated AND b.old_tier IS DISTINCT FROM b.tier
    UNION ALL
    SELECT t.model_key, t.run_seq, coalesce(l.model_id, m.model_id), 'gone', t.gone_before::VARCHAR, t.gone_on::VARCHAR, 'changed'
    FROM turn t
    LEFT JOIN listing l ON l.model_key = t.model_key AND l.is_last
    LEFT JOIN model m ON m.model_key = t.model_key
    UNION ALL
    SELECT model_key, run_seq, model_id, 'model_id', model_id AS old_value, marked_id, 'changed' FROM displaced
    UNION ALL
    SELECT d.model_key, d.run_seq, d.model_id, 'gone', NULL, b.snapshot_date::VARCHAR, 'changed'
    FROM displaced d JOIN batch b USING (run_seq) ANTI JOIN turn t ON t.model_key = d.model_key
    WHERE d.gone_on IS NULL
    UNION ALL  -- made anew under the same name: the trace of its new identity
    SELECT heir_key, run_seq, model_id, 'hub_id', hub_id, heir_hub_id, 'changed'
    FROM displaced WHERE hub_id IS NOT NULL AND heir_hub_id IS NOT NULL
)
SELECT c.* EXCLUDE (run_seq), b.snapshot_date AS changed_on, b.run_id
FROM change c JOIN batch b USING (run_seq)
ORDER BY c.run_seq, c.model_key, c.field;

UPDATE model SET
    model_id = d.marked_id,
    gone_on = coalesce(model.gone_on, greatest(b.snapshot_date, model.last_seen))
FROM displaced d JOIN batch b USING (run_seq)
WHERE d.model_key = model.model_key;

UPDATE model SET
    model_id = n.model_id, hub_id = n.hub_id, organisation_id = n.organisation_id, lab_id = n.lab_id, family = n.family,
    pipeline_tag = n.pipeline_tag, task_scope = n.task_scope, task_reason = n.task_reason, library_name = n.library_name, licence = n.licence,
    licence_raw = n.licence_raw, gated = n.gated, tier = n.tier, tier_reason = n.tier_reason, parameters = n.parameters,
    size_class = n.size_class, size_reason = n.size_reason, base_model = n.base_model, base_relation = n.base_relation, created_on = n.created_on,
    created_before_on = n.created_before_on, on_exclusion_list = n.on_exclusion_list, exclusion_reason = n.exclusion_reason,
    attribute_source = n.attribute_source
FROM attribute n
WHERE n.model_key = model.model_key AND n.is_last
    AND (model.model_id, model.hub_id, model.organisation_id, model.lab_id, model.family, model.pipeline_tag, model.task_scope, model.task_reason, model.library_name,
        model.licence, model.licence_raw, model.gated, model.tier, model.tier_reason, model.parameters, model.size_class, model.size_reason, model.base_model,
        model.base_relation, model.created_on, model.created_before_on, model.attribute_source)
    IS DISTINCT FROM
    (n.model_id, n.hub_id, n.organisation_id, n.lab_id, n.family, n.pipeline_tag, n.task_scope, n.task_reason, n.library_name,
        n.licence, n.licence_raw, n.gated, n.tier, n.tier_reason, n.parameters, n.size_class, n.size_reason, n.base_model,
        n.base_relation, n.created_on, n.created_before_on, n.attribute_source);

CREATE OR REPLACE TEMP TABLE seen AS
SELECT l.model_key, l.model_id, min(f.snapshot_date) AS first_seen, max(t.snapshot_date) AS last_seen
FROM listing l
JOIN batch f ON f.run_seq = l.first_seq
JOIN batch t ON t.run_seq = l.last_seq
GROUP BY l.model_key, l.model_id;

UPDATE model SET first_seen = least(model.first_seen, s.first_seen), last_seen = greatest(model.last_seen, s.last_seen)
FROM (SELECT model_key, min(first_seen) AS first_seen, max(last_seen) AS last_seen FROM seen GROUP BY model_key) s
WHERE s.model_key = model.model_key AND (model.last_seen < s.last_seen OR model.first_seen > s.first_seen);

INSERT INTO model BY NAME
SELECT n.* EXCLUDE (version, is_last, packed), s.first_seen, s.last_seen
FROM attribute n
JOIN (SELECT model_key, min(first_seen) AS first_seen, max(last_seen) AS last_seen FROM seen GROUP BY model_key) s USING (model_key)
WHERE n.is_last AND n.version IN (SELECT version FROM listing WHERE is_new)
ORDER BY n.model_key;

UPDATE model SET gone_on = t.gone_on
FROM (SELECT model_key, arg_max_null(gone_on, run_seq) AS gone_on FROM turn GROUP BY model_key) t
WHERE t.model_key = model.model_key;

UPDATE model_alias SET
    first_seen = least(model_alias.first_seen, s.first_seen),
    last_seen = greatest(model_alias.last_seen, s.last_seen)
FROM seen s
WHERE s.model_key = model_alias.model_key AND s.model_id = model_alias.model_id;

INSERT INTO model_alias BY NAME
SELECT s.*
FROM seen s ANTI JOIN model_alias USING (model_key, model_id)
ORDER BY s.model_key;
