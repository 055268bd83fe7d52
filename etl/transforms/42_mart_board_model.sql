-- The newest board of each yardstick beside the catalogue of hosted models. Names meet by rules, in this order, and only
-- where exactly one catalogue name of the same lab answers: the same words and numbers; the board's name without words of
-- reasoning effort and without a date stamp; both without "preview" and "instruct" too. What none meets stays NULL.

-- Words in alphabetical order, then numbers in their own: "Claude 4.5 Sonnet" = "claude-sonnet-4-5", "GPT-4.5" <> "gpt-5.4".
CREATE OR REPLACE TEMP MACRO name_key(name, dropped) AS array_to_string(list_sort([
    word FOR word IN regexp_split_to_array(lower(name), '[^a-z0-9+]+')
    IF regexp_matches(word, '[a-z+]') AND NOT list_contains(dropped, word) AND NOT (len(dropped) > 0 AND regexp_matches(word, '^[0-9]+k$'))
]), ' ') || ' | ' || array_to_string([
    word FOR word IN regexp_split_to_array(
        CASE WHEN len(dropped) > 0 THEN regexp_replace(name, '20[0-9]{2}-?[01][0-9]-?[0-3][0-9]', '', 'g') ELSE lower(name) END, '[^A-Za-z0-9+]+'
    ) IF regexp_matches(word, '^[0-9]+$')
], ' ');

SET VARIABLE effort_words = ['thinking', 'reasoning', 'minimal', 'low', 'high', 'xhigh'];
SET VARIABLE preview_words = getvariable('effort_words') || ['preview', 'instruct', 'it'];

DELETE FROM mart_board_model;
INSERT INTO mart_board_model BY NAME
WITH newest AS (
    SELECT * FROM benchmark_score QUALIFY as_of = max(as_of) OVER (PARTITION BY yardstick)
), board AS (
    SELECT b.*, n.lab_id, row_number() OVER () AS place
    FROM newest b
    LEFT JOIN registry_lab_name n ON n.spelling = b.organization
), catalogue AS (
    SELECT * FROM api_model QUALIFY row_number() OVER (PARTITION BY lab, model ORDER BY as_of DESC NULLS LAST, source) = 1
), rule (rule, step, of_board, of_catalogue) AS (
    VALUES ('exact', 1, [], []), ('effort', 2, getvariable('effort_words'), []),
        ('preview', 3, getvariable('preview_words'), getvariable('preview_words'))
), board_name AS ( -- keys are written once a name, so that the join is one of equal keys
    SELECT r.rule, r.step, b.place, b.lab_id, name_key(b.model, r.of_board) AS key,
        try_cast(regexp_replace(
            regexp_extract(b.model, '20[0-9]{2}-?[01][0-9]-?[0-3][0-9]'), '^(....)-?(..)-?(..)$', '\1-\2-\3'
        ) AS DATE) AS stamped_on
    FROM board b, rule r
), catalogue_name AS (
    SELECT r.step, name_key(c.model, r.of_catalogue) AS key, coalesce(c.lab_id, c.lab) || name_key(c.model, []) AS one, c.*
    FROM catalogue c, rule r
), candidate AS (
    SELECT b.place, b.rule, c.*
    FROM board_name b
    JOIN catalogue_name c ON c.step = b.step AND c.key = b.key
    WHERE (b.lab_id IS NULL OR c.lab_id IS NULL OR b.lab_id = c.lab_id)
        -- a stamp far from the catalogue's day names another version: GPT-4-Turbo-2024-04-09 is not that of November 2023
        AND coalesce(abs(c.released_on - b.stamped_on) <= 60, true)
    -- what the lab itself is known to offer, before what a host of unknown lab lists
    QUALIFY coalesce(c.lab_id = b.lab_id, false) = max(coalesce(c.lab_id = b.lab_id, false)) OVER (PARTITION BY b.place, b.step)
), met AS ( -- of the first rule that has exactly one answer; two spellings of one name by one lab are one answer
    SELECT * FROM (
        SELECT *, count(DISTINCT one) OVER (PARTITION BY place, step) AS answers FROM candidate
    )
    WHERE answers = 1
    QUALIFY row_number() OVER (
        PARTITION BY place ORDER BY step, price_in_usd_per_mtok IS NULL, as_of DESC NULLS LAST, source, model
    ) = 1
), named AS (
    SELECT b.*, m.rule, m.model AS catalogue_model, m.source AS catalogue_source, m.released_on AS catalogue_released_on,
        m.licence AS catalogue_licence, m.price_in_usd_per_mtok, m.price_out_usd_per_mtok, m.parameters_total_b, m.parameters_active_b,
        coalesce(b.lab_id, m.lab_id) AS lab
    FROM board b LEFT JOIN met m USING (place)
), repository AS (
    SELECT model_id, lab_id, tier, downloads_30d,
        name_key(regexp_extract(model_id, '([^/]+)$', 1), getvariable('preview_words')) AS key
    FROM mart_model
    WHERE lab_id IN (SELECT lab FROM named WHERE is_open)  -- keys cost: only of names that can meet one
        AND regexp_extract(lower(model_id), '/([a-z]+)', 1) IN (SELECT regexp_extract(lower(model), '^([a-z]+)', 1) FROM named WHERE is_open)
        AND NOT packaged_name(model_id) AND NOT derived_name(model_id)
    QUALIFY count(*) OVER (PARTITION BY lab_id, key) = 1
)
SELECT
    n.source, n.yardstick, n.as_of, n.model, n.lab AS lab_id,
    CASE n.is_open WHEN true THEN 'open' WHEN false THEN 'closed' END AS side,
    n.score, n.votes, n.rule AS name_rule, n.catalogue_model, n.catalogue_source,
    coalesce(n.released_on, n.catalogue_released_on) AS released_on,
    coalesce(n.catalogue_licence, n.licence) AS licence,
    n.price_in_usd_per_mtok, n.price_out_usd_per_mtok,
    (3 * n.price_in_usd_per_mtok + n.price_out_usd_per_mtok) / 4 AS price_blended_usd_per_mtok,
    n.parameters_total_b, n.parameters_active_b,
    r.model_id, r.tier, r.downloads_30d
FROM named n
LEFT JOIN repository r ON n.is_open AND r.lab_id = n.lab AND r.key = name_key(n.model, getvariable('preview_words'))
ORDER BY n.yardstick, n.score DESC, n.model;
