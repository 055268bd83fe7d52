-- What a name says of a model's making, as one expression each: a fixed pattern costs a build less than a join of words.

SET VARIABLE packaged_words = (
    SELECT '[-_./](' || string_agg(word, '|' ORDER BY word) || ')([-_.]|$)' FROM naming_word WHERE role <> 'derived'
);
SET VARIABLE derived_words = (
    SELECT '[-_./](' || string_agg(word, '|' ORDER BY word) || ')([-_.]|$)' FROM naming_word WHERE role = 'derived'
);

CREATE OR REPLACE TEMP MACRO packaged_name(model_id) AS regexp_matches(lower(model_id), getvariable('packaged_words'));
CREATE OR REPLACE TEMP MACRO derived_name(model_id) AS regexp_matches(lower(model_id), getvariable('derived_words'));
