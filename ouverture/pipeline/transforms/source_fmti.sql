-- The transparency index: an edition read live replaces the registry's rows of that edition.

CREATE OR REPLACE TEMP TABLE raw_points AS
SELECT
    d.unit, text_of(d.json->'folder') AS folder, day_of(d.json->'month') AS month_on, text_of(r.value->'developer') AS developer,
    count_of(r.value->'points', 100) AS points,
    [misfit('points', r.value->'points', points, 'no points of 100: row left out')] AS misfits
FROM listed_document d, json_each(d.json->'scores') r;
INSERT INTO discarded BY NAME FROM discards('raw_points');

CREATE OR REPLACE TEMP TABLE fmti_score AS
SELECT DISTINCT ON (edition, developer)
    strftime(e.month_on, '%Y') AS edition,
    -- the folder says the month only: the day of publication of an edition that the registry knows, else the first of it
    coalesce((SELECT min(t.published_on) FROM transparency_score t WHERE t.edition = strftime(e.month_on, '%Y')), e.month_on)
        AS published_on,
    e.developer,
    n.lab_id,
    e.points::INTEGER AS score,
    'https://github.com/stanford-crfm/fmti/blob/main/' || e.folder || '/' || e.folder || '_scores.csv' AS link,
    getvariable('source') AS source
FROM raw_points e
LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(e.developer)
WHERE e.folder IS NOT NULL AND e.month_on IS NOT NULL AND e.developer IS NOT NULL AND e.points IS NOT NULL
ORDER BY edition, developer, e.month_on DESC, score DESC;

DELETE FROM transparency_score WHERE edition IN (SELECT edition FROM fmti_score);
INSERT INTO transparency_score BY NAME SELECT * FROM fmti_score ORDER BY edition, score DESC, developer;
