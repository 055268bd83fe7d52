-- One canonical name for what different sources call the same model. Rules, in order, nothing by likeness:
--   alias       the reviewed list data/registry/aliases.toml, spelling by spelling
--   hub id      a catalogue names the model's Hub repository
--   normalised  equal once case, separators, a vendor before ":" or "/", "(free)" and a full date at the end are set aside
-- Short dates such as 0905 or 2507 stay: they tell versions apart.

CREATE OR REPLACE TEMP MACRO dated_key(name) AS trim(regexp_replace(replace(regexp_replace(regexp_replace(
    lower(name), '^([^/:]{1,40}: |.*/)', ''), '( \(free\)|:free)$', ''), '+', ' plus'), '[^a-z0-9]+', '-', 'g'), '-');
CREATE OR REPLACE TEMP MACRO identity_key(name) AS
    regexp_replace(dated_key(name), '-20[0-9]{2}-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])$', '');

DELETE FROM model_identity;
INSERT INTO model_identity BY NAME
WITH named AS ( -- what boards, catalogues and tables call models
    SELECT 'board' AS kind, source, model AS name FROM benchmark_score
    UNION SELECT 'catalogue', source, model FROM api_model
    UNION SELECT 'catalogue', source, name FROM catalogue_model WHERE name IS NOT NULL
    UNION SELECT 'notable', source, model FROM notable_model
), repository AS ( -- the labs' own repositories
    SELECT
        m.model_key, m.model_id, coalesce(a.canonical, identity_key(m.model_id)) AS canonical,
        CASE WHEN a.canonical IS NULL THEN 'normalised' ELSE 'alias' END AS rule
    FROM model m
    JOIN lab l USING (lab_id)
    LEFT JOIN registry_alias_hub a ON lower(a.hub_model_id) = lower(m.model_id)
    WHERE a.canonical IS NOT NULL
        OR (l.kind <> 'packager' AND m.base_relation IS DISTINCT FROM 'quantized' AND m.gone_on IS NULL)
    QUALIFY rule = 'alias' OR (
        count(*) OVER (PARTITION BY identity_key(m.model_id)) = 1
        AND coalesce(a.canonical, identity_key(m.model_id)) NOT IN (SELECT canonical FROM registry_alias_hub)
    )
), linked AS ( -- names for which a catalogue gives one Hub repository
    SELECT identity_key(c.name) AS key, any_value(r.canonical) AS canonical
    FROM catalogue_model c
    JOIN model_alias i ON lower(i.model_id) = lower(c.hub_model_id)
    JOIN repository r ON r.model_key = i.model_key
    GROUP BY key
    HAVING count(DISTINCT r.canonical) = 1
), identified AS (
    SELECT DISTINCT
        n.kind, n.source, n.name,
        coalesce(a.canonical, d.canonical, r.canonical, k.canonical, identity_key(n.name)) AS canonical,
        CASE
            WHEN a.canonical IS NOT NULL THEN 'alias'
            WHEN d.canonical IS NULL AND coalesce(r.canonical, k.canonical) IS NOT NULL THEN 'hub id'
            ELSE 'normalised' END AS rule
    FROM named n
    LEFT JOIN registry_alias a ON lower(a.name) = lower(n.name)
    LEFT JOIN (SELECT DISTINCT canonical FROM registry_alias) d ON d.canonical = dated_key(n.name)
    LEFT JOIN repository r ON n.source = 'hub-leaderboards' AND lower(r.model_id) = lower(n.name)
    LEFT JOIN linked k ON k.key = identity_key(n.name)
)
SELECT * FROM identified WHERE canonical <> ''
UNION ALL BY NAME
SELECT 'hub' AS kind, 'hub' AS source, model_id AS name, canonical, rule
FROM repository
WHERE rule = 'alias' OR canonical IN (SELECT canonical FROM identified)
ORDER BY canonical, kind, source, name;
