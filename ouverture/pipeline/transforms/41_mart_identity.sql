-- One canonical name for what different sources call the same model. Rules, in order, nothing by likeness:
--   alias       the reviewed list data/registry/aliases.toml, spelling by spelling
--   hub id      a catalogue names the model's Hub repository, or its own id is a lab's: whoever the provider, in any letter
--               case, behind a prefix ("hf:", "router/") or before a variant such as ":free". An entry whose name means another
--               model is of the repository all the same, and catalogue_repository tells
--   normalised  equal once case, separators, a vendor before ":" or "/", "(free)" and a full date at the end are set aside
--   words       the same words in another order, numbers in their own: "Claude 4.5 Sonnet" = "claude-sonnet-4-5"
--   effort      a board's name without words of reasoning effort has the words of a catalogue's
--   preview     both without "preview", "instruct" and "it" too
-- The last three count only where one model of the same lab answers, or of a lab that is not known. Short dates such as
-- 0905 or 2507 stay: they tell versions apart. A full date far from the day of release that a catalogue gives does so too.

CREATE OR REPLACE TEMP MACRO dated_key(name) AS trim(regexp_replace(replace(regexp_replace(regexp_replace(
    lower(name), '^([^/:]{1,40}: |.*/)', ''), '( \(free\)|:free)$', ''), '+', ' plus'), '[^a-z0-9]+', '-', 'g'), '-');
CREATE OR REPLACE TEMP MACRO identity_key(name) AS
    regexp_replace(dated_key(name), '-20[0-9]{2}-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])$', '');

-- Words of a key in alphabetical order without those ``dropped`` (and then without budgets such as 32k), then its numbers.
CREATE OR REPLACE TEMP MACRO word_key(key, dropped) AS array_to_string(list_sort([
    word FOR word IN string_split(key, '-')
    IF regexp_matches(word, '[a-z]') AND NOT list_contains(dropped, word) AND NOT (len(dropped) > 0 AND regexp_matches(word, '^[0-9]+k$'))
]), ' ') || ' | ' || array_to_string([word FOR word IN string_split(key, '-') IF regexp_matches(word, '^[0-9]+$')], ' ');

SET VARIABLE effort_words = ['thinking', 'reasoning', 'minimal', 'low', 'high', 'xhigh'];
SET VARIABLE preview_words = getvariable('effort_words') || ['preview', 'instruct', 'it'];
SET VARIABLE stamp_days = 60;  -- a stamp further from the day of release names another version

CREATE OR REPLACE TEMP TABLE named_model AS
WITH spelling AS ( -- how ids of live catalogues name labs: "x-ai/…", "meta-llama/…"
    SELECT regexp_replace(lower(spelling), '[^a-z0-9]', '', 'g') AS key, min(lab_id) AS lab_id
    FROM (SELECT spelling, lab_id FROM registry_lab_name UNION ALL SELECT organisation_id, lab_id FROM organisation)
    GROUP BY key HAVING count(DISTINCT lab_id) = 1
), listed AS (
    SELECT c.source, c.name, s.lab_id, c.released_on
    FROM catalogue_model c
    LEFT JOIN spelling s ON s.key = regexp_replace(lower(regexp_extract(coalesce(c.hub_model_id, c.model_id), '([^/]+)/[^/]+$', 1)), '[^a-z0-9]', '', 'g')
    WHERE c.name IS NOT NULL
), named AS ( -- what boards, catalogues and tables call models
    SELECT 'board' AS kind, b.source, b.model AS name, n.lab_id, NULL::DATE AS released_on
    FROM (SELECT DISTINCT source, model, organization FROM benchmark_score) b
    LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(b.organization)
    UNION ALL SELECT 'catalogue', source, model, lab_id, released_on FROM api_model
    UNION ALL SELECT 'catalogue', source, name, lab_id, released_on FROM listed
    UNION ALL SELECT 'notable', source, model, lab_id, published_on FROM notable_model
)
SELECT
    kind, source, name, CASE WHEN count(DISTINCT lab_id) = 1 THEN min(lab_id) END AS lab_id, min(released_on) AS released_on,
    dated_key(name) AS dated, identity_key(name) AS key,
    try_cast(regexp_replace(
        regexp_extract(name, '20[0-9]{2}-?[01][0-9]-?[0-3][0-9]'), '^(....)-?(..)-?(..)$', '\1-\2-\3'
    ) AS DATE) AS stamped_on
FROM named
GROUP BY kind, source, name;

CREATE OR REPLACE TEMP TABLE lab_repository AS -- the labs' own repositories; keys cost, so only of names that begin as another's
WITH own AS (
    SELECT m.model_key, m.model_id, m.lab_id, a.canonical AS reviewed
    FROM model m
    JOIN lab l USING (lab_id)
    LEFT JOIN registry_alias_hub a ON lower(a.hub_model_id) = lower(m.model_id)
    WHERE a.canonical IS NOT NULL OR (
        l.kind <> 'packager' AND m.base_relation IS DISTINCT FROM 'quantized' AND m.gone_on IS NULL
        AND lower(split_part(m.model_id, '/', -1)[:3]) IN (
            SELECT key[:3] FROM named_model
            UNION ALL SELECT lower(split_part(hub_model_id, '/', -1)[:3]) FROM catalogue_model
            UNION ALL SELECT lower(split_part(model_id, '/', -1)[:3]) FROM catalogue_model
        )
    )
), keyed AS (
    SELECT *, identity_key(model_id) AS key FROM own
)
SELECT
    model_key, model_id, lab_id, coalesce(reviewed, key) AS canonical,
    CASE WHEN reviewed IS NULL THEN 'normalised' ELSE 'alias' END AS rule
FROM keyed
QUALIFY reviewed IS NOT NULL OR (
    count(*) OVER (PARTITION BY key) = 1 AND key NOT IN (SELECT canonical FROM registry_alias_hub)
);

CREATE OR REPLACE TEMP TABLE entry_repository AS -- entries of catalogues that give a lab's repository, by what they say or by their id
WITH given AS (
    SELECT source, provider, model_id, name, unnest(list_distinct([
        lower(hub_model_id), regexp_extract(lower(regexp_replace(model_id, '(:[\w.-]+|/)$', '')), '([^/:]+/[^/:]+)$', 1)
    ])) AS repository
    FROM catalogue_model
)
SELECT g.source, g.provider, g.model_id, g.name, any_value(r.model_id) AS repository, any_value(r.canonical) AS canonical
FROM given g
JOIN (SELECT DISTINCT lower(model_id) AS repository, model_key FROM model_alias) a USING (repository)
JOIN lab_repository r USING (model_key)
GROUP BY g.source, g.provider, g.model_id, g.name
HAVING count(DISTINCT r.canonical) = 1;

CREATE OR REPLACE TEMP TABLE spelled_model AS -- by the first three rules
WITH linked AS ( -- names for which catalogues give one Hub repository, and which are not the name of another
    SELECT identity_key(name) AS key, any_value(canonical) AS canonical
    FROM entry_repository
    WHERE identity_key(name) = canonical OR identity_key(name) NOT IN (SELECT canonical FROM lab_repository)
    GROUP BY key
    HAVING count(DISTINCT canonical) = 1
), release AS (
    SELECT key, min(released_on) AS released_on FROM named_model WHERE kind = 'catalogue' AND dated = key GROUP BY key
)
SELECT
    n.*,
    coalesce(a.canonical, d.canonical, r.canonical, k.canonical,
        CASE WHEN abs(n.stamped_on - o.released_on) > getvariable('stamp_days') THEN n.dated ELSE n.key END) AS canonical,
    CASE
        WHEN a.canonical IS NOT NULL THEN 'alias'
        WHEN d.canonical IS NULL AND coalesce(r.canonical, k.canonical) IS NOT NULL THEN 'hub id'
        ELSE 'normalised' END AS rule
FROM named_model n
LEFT JOIN registry_alias a ON lower(a.name) = lower(n.name)
LEFT JOIN (SELECT DISTINCT canonical FROM registry_alias) d ON d.canonical = n.dated
LEFT JOIN source s ON s.name = n.source
LEFT JOIN lab_repository r ON s.names_repositories AND lower(r.model_id) = lower(n.name)
LEFT JOIN linked k ON k.key = n.key
LEFT JOIN release o ON o.key = n.key
WHERE n.key <> '';

DELETE FROM model_identity;
INSERT INTO model_identity BY NAME
WITH listed AS ( -- catalogues' names; those of the same words are one, the reviewed before others
    SELECT canonical, lab_id, released_on, CASE
            WHEN count(DISTINCT lab_id) OVER same > 1 THEN canonical
            ELSE first_value(canonical) OVER (same ORDER BY reviewed DESC, canonical) END AS one
    FROM (
        SELECT canonical, word_key(canonical, []) AS key, min(lab_id) AS lab_id, min(released_on) AS released_on,
            bool_or(canonical IN (SELECT canonical FROM registry_alias)) AS reviewed
        FROM spelled_model WHERE kind = 'catalogue' GROUP BY canonical
    )
    WINDOW same AS (PARTITION BY key)
), rule (rule, step, of_name, of_catalogue) AS (
    VALUES ('words', 1, [], []), ('effort', 2, getvariable('effort_words'), []),
        ('preview', 3, getvariable('preview_words'), getvariable('preview_words'))
), listed_key AS (
    SELECT DISTINCT r.rule, r.step, r.of_name, word_key(l.canonical, r.of_catalogue) AS key, l.one, l.lab_id, l.released_on
    FROM listed l, rule r
), alone AS ( -- names of others that meet no catalogue yet
    SELECT DISTINCT canonical, lab_id, stamped_on FROM spelled_model
    WHERE rule = 'normalised' AND kind <> 'catalogue' AND canonical NOT IN (SELECT canonical FROM listed)
), candidate AS (
    SELECT a.*, k.rule, k.step, k.one
    FROM alone a
    JOIN rule r ON TRUE
    JOIN listed_key k ON k.step = r.step AND k.key = word_key(a.canonical, r.of_name)
    WHERE coalesce(k.lab_id = a.lab_id, TRUE) AND coalesce(abs(k.released_on - a.stamped_on) <= getvariable('stamp_days'), TRUE)
    -- what the lab itself is known to offer, before what a host of unknown lab lists
    QUALIFY coalesce(k.lab_id = a.lab_id, FALSE) = max(coalesce(k.lab_id = a.lab_id, FALSE)) OVER (PARTITION BY a.canonical, a.lab_id, a.stamped_on, k.step)
), met AS ( -- by the first rule that has exactly one answer
    SELECT canonical, lab_id, stamped_on, rule, any_value(one) AS one
    FROM candidate
    GROUP BY canonical, lab_id, stamped_on, rule, step
    HAVING count(DISTINCT one) = 1
    QUALIFY row_number() OVER (PARTITION BY canonical, lab_id, stamped_on ORDER BY step) = 1
), identified AS (
    SELECT s.kind, s.source, s.name, coalesce(l.one, m.one, s.canonical) AS canonical,
        CASE WHEN l.one <> s.canonical AND s.rule <> 'alias' THEN 'words' ELSE coalesce(m.rule, s.rule) END AS rule
    FROM spelled_model s
    LEFT JOIN listed l ON l.canonical = s.canonical
    LEFT JOIN met m ON s.rule = 'normalised' AND s.kind <> 'catalogue' AND m.canonical = s.canonical
        AND m.lab_id IS NOT DISTINCT FROM s.lab_id AND m.stamped_on IS NOT DISTINCT FROM s.stamped_on
)
SELECT * FROM identified
UNION ALL BY NAME
SELECT 'hub' AS kind, live_source() AS source, r.model_id AS name, coalesce(l.one, m.one, r.canonical) AS canonical,
    CASE WHEN l.one <> r.canonical AND r.rule <> 'alias' THEN 'words' ELSE coalesce(m.rule, r.rule) END AS rule
FROM lab_repository r
LEFT JOIN listed l ON l.canonical = r.canonical
LEFT JOIN met m ON r.rule = 'normalised' AND m.canonical = r.canonical AND m.lab_id = r.lab_id AND m.stamped_on IS NULL
WHERE r.rule = 'alias' OR coalesce(l.one, m.one, r.canonical) IN (SELECT canonical FROM identified)
ORDER BY canonical, kind, source, name;

DELETE FROM catalogue_repository;
INSERT INTO catalogue_repository BY NAME
SELECT DISTINCT ON (e.source, e.provider, e.model_id)
    e.source, e.provider, e.model_id, e.repository, coalesce(h.canonical, e.canonical) AS canonical, i.canonical AS named
FROM entry_repository e
JOIN catalogue_current c ON c.source = e.source AND c.provider = e.provider AND c.model_id = e.model_id AND c.name = e.name
LEFT JOIN model_identity h ON h.kind = 'hub' AND h.name = e.repository
LEFT JOIN model_identity i ON i.kind = 'catalogue' AND i.source = e.source AND i.name = e.name
ORDER BY e.source, e.provider, e.model_id;
