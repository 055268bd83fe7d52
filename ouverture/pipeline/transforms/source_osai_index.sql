-- The openness index: a newer assessment replaces the cells of the same system, the panel's too.

CREATE OR REPLACE TEMP TABLE raw_cell AS
SELECT
    unit, subject, organization, component, checked_on, value,
    CASE WHEN said->>'link' LIKE 'https://%' THEN text_of(said->'link') END AS link,
    [misfit('class', said->'value', value, 'none of open, partial, closed: row left out')] AS misfits
FROM (
    SELECT
        d.unit, day_of(d.json->'as_of') AS checked_on, text_of(s.value->'system') AS subject,
        text_of(s.value->'organization') AS organization, c.value AS said, text_of(c.value->'component') AS component,
        CASE WHEN text_of(c.value->'value') IN ('open', 'partial', 'closed') THEN text_of(c.value->'value') END AS value
    FROM raw_document d, json_each(d.json->'systems') s, json_each(s.value->'cells') c
);
INSERT INTO discarded BY NAME FROM discards('raw_cell');

INSERT OR REPLACE INTO openness_evidence BY NAME
SELECT DISTINCT ON (subject, component)
    c.subject, n.lab_id, c.component, c.value, coalesce(c.link, 'https://osai-index.eu') AS link, c.checked_on,
    getvariable('source') AS source
FROM raw_cell c
LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(c.organization)
WHERE c.subject IS NOT NULL AND c.component IS NOT NULL AND c.value IS NOT NULL
    AND c.checked_on <= getvariable('captured_on') + 1
    AND NOT EXISTS (
        FROM openness_evidence e
        WHERE e.source = getvariable('source') AND e.subject = c.subject AND e.checked_on > c.checked_on
    )
ORDER BY c.subject, c.component, c.value;
