-- Downloads of a run by whose work they are and through whom they come: every way of attributing them is a sum of these rows.
INSERT INTO mart_lineage BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.lab_id, b.kind AS lab_kind, c.root_lab_id, c.root_family, c.base, c.relation, c.role, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    sum(c.part) AS models,
    sum(c.part * l.downloads_30d) AS downloads_30d,
    sum(c.part * f.downloads) AS downloads_per_day
FROM credit c
JOIN listing l USING (model_key)
JOIN attribute a USING (model_key)
LEFT JOIN lab b ON b.lab_id = a.lab_id
LEFT JOIN left_out o USING (model_key)
LEFT JOIN flow f ON f.model_key = c.model_key AND f.run_seq = getvariable('run_seq')
WHERE getvariable('listing') = 'organisations'
GROUP BY ALL
ORDER BY ALL;

-- The derivatives that a reader meets: a family's hundred most downloaded, and those whose base is missing. Latest run only.
DELETE FROM mart_derivative WHERE source = getvariable('source') AND getvariable('listing') = 'organisations';
INSERT INTO mart_derivative BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    a.model_id, a.lab_id, a.organisation_id, c.base, c.root_id, c.root_lab_id, c.root_family, c.relation, c.role, c.depth,
    c.part, a.tier, a.task_scope,
    o.model_key IS NOT NULL AS excluded,
    l.downloads_30d
FROM credit c
JOIN listing l USING (model_key)
JOIN attribute a USING (model_key)
LEFT JOIN left_out o USING (model_key)
WHERE getvariable('listing') = 'organisations' AND c.base <> 'none'
QUALIFY row_number() OVER (
    PARTITION BY c.base, c.root_lab_id, c.root_family, a.task_scope ORDER BY l.downloads_30d DESC NULLS LAST, a.model_id, c.root_id
) <= 100
ORDER BY c.root_lab_id, c.root_family, l.downloads_30d DESC NULLS LAST, a.model_id, c.root_id;

DELETE FROM mart_base WHERE source = getvariable('source') AND getvariable('listing') = 'organisations';
INSERT INTO mart_base BY NAME
WITH direct AS (
    SELECT
        f.model_id AS base_id, f.lab_id AS base_lab_id, f.family AS base_family, e.relation,
        count(*) AS models,
        count(*) FILTER (a.lab_id IS DISTINCT FROM f.lab_id) AS models_of_others,
        sum(l.downloads_30d)::BIGINT AS downloads_30d
    FROM base_edge e
    JOIN listing l USING (model_key)
    JOIN attribute a USING (model_key)
    JOIN forebear f ON f.model_key = e.base_key
    WHERE getvariable('listing') = 'organisations'
    GROUP BY f.model_id, f.lab_id, f.family, e.relation
),
largest AS (
    SELECT base_id FROM direct GROUP BY base_id ORDER BY sum(models) DESC, base_id LIMIT 500
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    d.*
FROM direct d SEMI JOIN largest USING (base_id)
ORDER BY d.base_id, d.relation;
