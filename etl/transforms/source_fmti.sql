-- The transparency index: an edition read live replaces the registry's rows of that edition.

CREATE OR REPLACE TEMP TABLE fmti_score AS
WITH edition AS (
    SELECT folder, left("month", 4) AS edition, "month"::DATE AS month_on, unnest(scores) AS s
    FROM read_json(
        list_filter(getvariable('pages'), lambda page: NOT contains(page, '/000001.')), -- the first page lists the files
        format = 'unstructured', compression = 'zstd',
        columns = {folder: 'VARCHAR', "month": 'VARCHAR', scores: 'STRUCT(developer VARCHAR, points INTEGER)[]'}
    )
)
SELECT
    e.edition,
    -- the folder says the month only: the day of publication of an edition that the registry knows, else the first of it
    coalesce((SELECT min(t.published_on) FROM transparency_score t WHERE t.edition = e.edition), e.month_on) AS published_on,
    e.s.developer AS developer,
    n.lab_id,
    e.s.points AS score,
    'https://github.com/stanford-crfm/fmti/blob/main/' || e.folder || '/' || e.folder || '_scores.csv' AS link,
    getvariable('source') AS source
FROM edition e
LEFT JOIN registry_lab_name n ON n.spelling = e.s.developer;

DELETE FROM transparency_score WHERE edition IN (SELECT edition FROM fmti_score);
INSERT INTO transparency_score BY NAME SELECT * FROM fmti_score ORDER BY edition, score DESC, developer;
