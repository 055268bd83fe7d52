-- Downloads of each run by whose work they are and through whom they come: every way of attributing them is a sum of these rows.
INSERT INTO mart_lineage BY NAME
SELECT b.run_id, getvariable('source') AS source, b.snapshot_date, k.kind AS lab_kind, m.* EXCLUDE (run_seq)
FROM (
    SELECT
        l.run_seq, l.lab_id, c.root_lab_id, c.root_family, c.base, c.relation, c.role, l.tier, l.task_scope, l.left_out AS excluded,
        sum(c.part) AS models,
        sum(c.part * l.downloads_30d) AS downloads_30d,
        sum(c.part * f.downloads) AS downloads_per_day
    FROM listed l
    JOIN credit c USING (version)
    LEFT JOIN flow f ON f.run_seq = l.run_seq AND f.model_key = l.model_key AND f.run_seq >= getvariable('first_seq')
    GROUP BY ALL
) m
JOIN batch b USING (run_seq)
LEFT JOIN lab k ON k.lab_id = m.lab_id
ORDER BY ALL;

-- The derivatives that a reader meets: a family's hundred most downloaded, and those whose base is missing. Latest run only.
DELETE FROM mart_derivative WHERE source = getvariable('source');
INSERT INTO mart_derivative BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    a.model_id, a.lab_id, a.organisation_id, c.base, c.root_id, c.root_lab_id, c.root_family, c.relation, c.role, c.depth,
    c.part, c.named_as, a.tier, a.task_scope, l.left_out AS excluded, l.downloads_30d
FROM batch b
JOIN listed l USING (run_seq)
JOIN credit c USING (version)
JOIN attribute a USING (version)
WHERE b.is_last AND c.base <> 'none'
QUALIFY row_number() OVER (
    PARTITION BY c.base, c.root_lab_id, c.root_family, a.task_scope ORDER BY l.downloads_30d DESC NULLS LAST, a.model_id, c.root_id
) <= 100
ORDER BY c.root_lab_id, c.root_family, l.downloads_30d DESC NULLS LAST, a.model_id, c.root_id;

DELETE FROM mart_base WHERE source = getvariable('source');
INSERT INTO mart_base BY NAME
WITH direct AS (
    SELECT
        f.model_id AS base_id, f.lab_id AS base_lab_id, f.family AS base_family, e.relation,
        count(*) AS models,
        count(*) FILTER (a.lab_id IS DISTINCT FROM f.lab_id) AS models_of_others,
        sum(l.downloads_30d)::BIGINT AS downloads_30d
    FROM batch b
    JOIN listed l USING (run_seq)
    JOIN base_edge e USING (model_key)
    JOIN attribute a USING (version)
    JOIN forebear f ON f.model_key = e.base_key
    WHERE b.is_last
    GROUP BY f.model_id, f.lab_id, f.family, e.relation
),
largest AS (
    SELECT base_id FROM direct GROUP BY base_id ORDER BY sum(models) DESC, base_id LIMIT 500
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    d.*
FROM direct d SEMI JOIN largest USING (base_id)
CROSS JOIN batch b
WHERE b.is_last
ORDER BY d.base_id, d.relation;
