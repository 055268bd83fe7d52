-- A batch ends before a run that must find applied what comes before it: a name there passes to another identity, an
-- organisation to another lab, or a lab's model on which others are based to another name: they are credited to its lab and family.
-- Nights of the Hub end so, too, before a run at which a model on which others are based says something else, or that a model
-- is based on something else: what derives from a base is worked out once a batch, and a rebuild gives the same rows as the nights did.
SET VARIABLE stop_seq = (
    WITH name AS (
        SELECT l.identity, min(l.first_seq) AS first_seq, canonical_id(l.model_id, r.new_model_id, o.renamed_to) AS canonical
        FROM raw_listing l
        LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(l.model_id)
        LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(l.model_id)
        GROUP BY ALL
    ),
    holder AS (  -- a name of a lab's as it is, all others as one
        SELECT l.identity, l.first_seq, lower(l.model_id) AS model_id, CASE WHEN o.name IS NOT NULL THEN lower(l.model_id) END AS name
        FROM (
            SELECT identity, model_id, organisation_id, first_seq FROM raw_listing
            UNION ALL
            SELECT coalesce(hub_id, model_id), model_id, organisation_id, 0 FROM model
        ) l
        LEFT JOIN (SELECT DISTINCT lower(organisation_id) AS name FROM organisation) o ON o.name = lower(l.organisation_id)
    ),
    base AS (
        SELECT DISTINCT identity
        FROM holder
        SEMI JOIN (
            SELECT lower(unnest(bases).base_model_id) AS model_id FROM raw_listing
            UNION ALL
            SELECT lower(base_model_id) FROM lineage
        ) USING (model_id)
    ),
    known_as AS (  -- every name of an identity, as it is and as the registry has it now
        SELECT DISTINCT identity, unnest([lower(n.model_id), canonical_id(n.model_id, r.new_model_id, o.renamed_to)]) AS name
        FROM (
            SELECT identity, model_id FROM holder
            UNION
            SELECT coalesce(m.hub_id, m.model_id), lower(a.model_id) FROM model_alias a JOIN model m USING (model_key)
        ) n
        LEFT JOIN registry_rename r ON lower(r.old_model_id) = n.model_id
        LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(n.model_id)
    ),
    named AS (  -- as a base, and from which run on
        SELECT unnest([lower(base_id), canonical_id(base_id, r.new_model_id, o.renamed_to)]) AS name, first_seq
        FROM (
            SELECT repository_id(base_model_id) AS base_id, min(first_seq) AS first_seq
            FROM (
                SELECT unnest(bases).base_model_id AS base_model_id, first_seq FROM raw_listing
                UNION ALL
                SELECT base_model_id, 0 FROM lineage
            )
            GROUP BY base_id
        ) b
        LEFT JOIN registry_rename r ON lower(r.old_model_id) = lower(b.base_id)
        LEFT JOIN canonical_organisation o ON o.organisation_id = namespace(b.base_id)
    ),
    told AS (
        SELECT
            identity, first_seq, bases,
            {name: model_id, made: created_on, task: pipeline_tag, library: library_name, licence: licence_raw, called: licence_name,
                link: licence_link, gated: gated, size: parameters, packed: packed, whole: attributes_complete} AS says,
            lag(bases) OVER versions AS bases_before,
            lag(says) OVER versions AS said_before,
            row_number() OVER versions = 1 AS is_first
        FROM raw_listing
        WINDOW versions AS (PARTITION BY identity ORDER BY first_seq, version)
    ),
    passed_on AS (
        SELECT first_seq AS run_seq
        FROM told
        WHERE NOT is_first AND (
            bases IS DISTINCT FROM bases_before
            OR NOT says.whole  -- what it leaves out is as the run before left it
            OR says.licence = 'other' AND coalesce(says.called, says.link) IS NULL AND coalesce(said_before.called, said_before.link) IS NOT NULL
        )
        UNION ALL
        SELECT t.first_seq
        FROM told t
        JOIN known_as k USING (identity)
        JOIN named n ON n.name = k.name AND n.first_seq < t.first_seq
        WHERE t.is_first OR t.says IS DISTINCT FROM t.said_before
    ),
    renamed AS (
        SELECT min(first_seq) AS run_seq FROM holder SEMI JOIN base USING (identity) GROUP BY identity, name
        QUALIFY min(first_seq) > min(min(first_seq)) OVER (PARTITION BY identity)
    )
    SELECT min(run_seq)
    FROM (
        SELECT first_seq AS run_seq FROM name
        QUALIFY first_seq > min(first_seq) OVER (PARTITION BY canonical)
        UNION ALL
        SELECT run_seq FROM renamed WHERE run_seq > getvariable('first_seq')
        UNION ALL
        SELECT run_seq FROM passed_on WHERE run_seq > getvariable('first_seq') AND getvariable('source') = live_source()
        UNION ALL
        SELECT b.run_seq
        FROM batch_run b
        JOIN (SELECT from_on AS passes_on FROM organisation UNION ALL SELECT until_on + 1 FROM organisation) o
            ON o.passes_on <= b.snapshot_date AND o.passes_on > (SELECT min(snapshot_date) FROM batch_run)
    )
);
DELETE FROM batch_run WHERE run_seq >= getvariable('stop_seq');
DELETE FROM raw_counter WHERE run_seq >= getvariable('stop_seq');
DELETE FROM raw_listing WHERE first_seq >= getvariable('stop_seq');
UPDATE raw_listing SET last_seq = c.last_seq
FROM (SELECT version, max(run_seq) AS last_seq FROM raw_counter GROUP BY version) c
WHERE c.version = raw_listing.version AND raw_listing.last_seq >= getvariable('stop_seq');
