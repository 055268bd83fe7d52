-- What may stand for a licence: its key, its name, an alias, its link; and what a text that names licences comes to.
-- Spellings compare in a normal form: letter case, separators, the word "license", "-only", "-or-later", exceptions (which
-- only add rights), "v" before a version and ".0" after it tell no licence from another.

CREATE OR REPLACE TEMP MACRO licence_words(words) AS
    trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(lower(trim(words)), '["''“”‘’`()\[\]:_/,\s-]+', '-', 'g'),
        '-with-[a-z0-9.-]*exception[0-9.-]*$', ''),
        '-(only|or-(any-)?(later|newer|greater)(-versions?)?)$', ''),
        '([0-9])\+$', '\1'),
        '-?\bv(er(sion)?)?\.?-?([0-9])|([a-z])v([0-9])', '\4-\3\5', 'g'),
        '([a-z])([0-9])', '\1-\2', 'g'),
        '(^|-)(the|licen[cs]es?|licensed|agreement|gnu|family|international|unported|generic)\b', '-', 'g'),
        '([0-9])\.0\b', '\1', 'g'),
        '-+', '-', 'g'), '-');

-- Of links, those that name the licence; any other stands for itself.
CREATE OR REPLACE TEMP MACRO licence_address(link) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(lower(trim(link)), '^https?://(www\.)?', ''),
    '(/|\.(en|fr|de)|\.html?|\.txt|\.php|\.md|/legalcode.*|/deed.*)+$', ''),
    '^creativecommons\.org/licenses/([a-z-]+)/([0-9.]+).*', 'cc-\1-\2'),
    '^creativecommons\.org/publicdomain/zero/([0-9.]+).*', 'cc0-\1'),
    '^apache\.org/licenses/license-', 'apache-'),
    '^(opensource\.org/licenses?|spdx\.org/licenses|choosealicense\.com/licenses|gnu\.org/licenses(/old-licenses)?)/([^/]+)$', '\3');

-- Full names as their abbreviations.
CREATE OR REPLACE TEMP MACRO licence_short(words) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(words,
        '\bgeneral-public\b', 'gpl'), '\b(lesser|library)-gpl\b', 'lgpl'), '\baffero-gpl\b', 'agpl'),
        '\bcreative-commons\b', 'cc'), '^cc-attribution\b', 'cc-by'), '^(cc-[a-z-]*\b)non-?commercial\b', '\1nc'),
        '^(cc-[a-z-]*\b)share-?alike\b', '\1sa'), '^(cc-[a-z-]*\b)no-?deriv(ative)?s\b', '\1nd'), '^cc-zero\b|^cc-0\b', 'cc0');

CREATE OR REPLACE TEMP MACRO licence_key(text) AS
    licence_short(licence_words(CASE WHEN regexp_matches(text, '^\s*https?://', 'i') THEN licence_address(text) ELSE text END));

CREATE OR REPLACE TEMP TABLE licence_spelling AS
SELECT DISTINCT ON (spelling) spelling, licence
FROM (
    SELECT licence_key(licence) AS spelling, licence, 1 AS rank FROM licence
    UNION ALL
    SELECT licence_key(alias), licence, 2 FROM registry_licence_alias
    UNION ALL
    SELECT licence_key(name), licence, 3 FROM licence
    UNION ALL
    SELECT licence_key(link), licence, 4 FROM licence WHERE link IS NOT NULL
)
ORDER BY spelling, rank, licence;

-- The strictest of several licences decides; one that is not known may be strict, so it leaves the answer open unless
-- another restricts for certain. Lower is stricter.
CREATE OR REPLACE TEMP MACRO licence_rank(tier) AS CASE WHEN tier = 1 THEN 1 WHEN tier IS NULL THEN 2 ELSE 3 END;

-- The licence that decides of each ``text`` of a table. Licences in a list (comma, semicolon) or joined by AND hold together:
-- the strictest decides, in whatever order they stand. Of licences joined by OR the user takes one: the least strict.
CREATE OR REPLACE TEMP MACRO licence_decided(of_table) AS TABLE
WITH said AS (
    SELECT DISTINCT text, licence_key(text) AS spelling FROM query_table(of_table) WHERE text IS NOT NULL
),
clause AS (
    SELECT text, place, alternative, unnest(regexp_split_to_array(alternative, '\s+and\s+|\s*&\s*')) AS member
    FROM (
        SELECT text, place, unnest(regexp_split_to_array(regexp_replace(clause, '^\s*\(([^()]*)\)\s*$', '\1'), '\s+or\s+')) AS alternative
        FROM (
            SELECT text, unnest(regexp_split_to_array(lower(text), '\s*[,;]\s*')) AS clause,
                generate_subscripts(regexp_split_to_array(lower(text), '\s*[,;]\s*'), 1) AS place
            FROM said
        )
    )
),
member AS (
    SELECT c.*, coalesce(s.licence, trim(c.member)) AS licence, licence_rank(l.tier) AS rank
    FROM clause c
    LEFT JOIN licence_spelling s ON s.spelling = licence_key(c.member)
    LEFT JOIN licence l ON l.licence = s.licence
    WHERE trim(c.member) <> ''
),
alternative AS (
    SELECT text, place, alternative, min(rank) AS rank, arg_min(licence, (rank, licence)) AS licence
    FROM member GROUP BY ALL
),
chosen AS (
    SELECT text, place, max(rank) AS rank, arg_min(licence, (-rank, licence)) AS licence
    FROM alternative GROUP BY ALL
),
decided AS (
    SELECT text, arg_min(licence, (rank, licence)) AS licence FROM chosen GROUP BY ALL
)
SELECT w.text, coalesce(s.licence, d.licence) AS licence
FROM said w
LEFT JOIN licence_spelling s USING (spelling)
LEFT JOIN decided d USING (text);

-- What a board's licence column says of weights: a licence that the registry knows, or that calls itself one, is of weights;
-- "Proprietary" and its like have none; any other word leaves it unknown. It is the board's word only: 42_mart_board_access.sql
-- asks catalogues and the Hub, for a model that is hosted alone may bear the licence of its family.
CREATE OR REPLACE TEMP MACRO weights_stated(licence) AS CASE
    WHEN licence_key(licence) IN (SELECT s.spelling FROM licence_spelling s JOIN licence l ON l.licence = s.licence WHERE l.tier IS NOT NULL)
    THEN TRUE
    WHEN regexp_matches(licence, '\b(proprietary|closed|api|hosted|not[ -]open|all rights reserved)\b|^\s*commercial\b', 'i') THEN FALSE
    WHEN regexp_matches(licence, '\b(no|none|unknown|unclear|undisclosed|tb[ad]|terms of (use|service))\b', 'i') THEN NULL
    WHEN regexp_matches(licence, '\b(open|community|research|non-?commercial|low-risk)\b|openrail|licen[cs]e', 'i') THEN TRUE END;
