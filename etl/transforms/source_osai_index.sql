-- The openness index: a newer assessment replaces the cells of the same system, the panel's too.

INSERT OR REPLACE INTO openness_evidence BY NAME
WITH system AS (
    SELECT as_of::DATE AS as_of, unnest(systems) AS s
    FROM read_json(
        getvariable('pages'), format = 'unstructured', compression = 'zstd', maximum_object_size = 33554432,
        columns = {as_of: 'VARCHAR', systems: 'STRUCT(system VARCHAR, organization VARCHAR,
            cells STRUCT(component VARCHAR, "value" VARCHAR, link VARCHAR)[])[]'}
    )
), cell AS (
    SELECT as_of, s.system AS subject, s.organization, unnest(s.cells) AS c FROM system
)
SELECT DISTINCT ON (subject, component)
    subject,
    n.lab_id,
    c.component AS component,
    c.value AS value,
    coalesce(c.link, 'https://osai-index.eu') AS link,
    as_of AS checked_on,
    getvariable('source') AS source
FROM cell
LEFT JOIN registry_lab_name n ON n.spelling = cell.organization
WHERE NOT EXISTS (
    FROM openness_evidence e
    WHERE e.source = getvariable('source') AND e.subject = cell.subject AND e.checked_on > cell.as_of
)
ORDER BY subject, component;
