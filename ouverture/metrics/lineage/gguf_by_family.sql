WITH listed AS (
    SELECT r.source, r.snapshot_date, coalesce(m.family, 'unknown') AS family, m.lab_id, l.downloads_30d,
        coalesce(m.library_name = 'gguf', FALSE) OR regexp_matches(lower(m.model_id), (
            SELECT '[-_./](' || string_agg(word, '|' ORDER BY word) || ')([-_.]|$)' FROM naming_word WHERE form = 'gguf'
        )) AS is_gguf
    FROM newest_run($source) r
    JOIN latest_reading l ON l.source = r.source AND l.listed
    JOIN mart_model m USING (model_key)
    LEFT JOIN mart_left_out o ON o.run_id = r.run_id AND o.model_key = l.model_key
    WHERE counts_for($basis, $tasks, o.model_key IS NOT NULL, m.task_scope)
), publisher AS (
    SELECT family, lab_id, sum(downloads_30d) AS downloads_30d FROM listed WHERE is_gguf GROUP BY family, lab_id
)
SELECT source, snapshot_date, family,
    count(*) FILTER (is_gguf) AS models,
    coalesce(sum(downloads_30d) FILTER (is_gguf), 0)::BIGINT AS downloads_30d,
    sum(downloads_30d)::BIGINT AS downloads_family,
    part_of(downloads_30d, is_gguf)::DOUBLE AS share,
    (SELECT arg_max(p.lab_id, (p.downloads_30d, p.lab_id)) FROM publisher p WHERE p.family = listed.family) AS lab_id,
    (SELECT max(p.downloads_30d) FILTER (p.lab_id IS NOT NULL) FROM publisher p WHERE p.family = listed.family)::BIGINT AS downloads_lab,
    count(*) OVER () AS shown_of
FROM listed
GROUP BY source, snapshot_date, family
HAVING count(*) FILTER (is_gguf) > 0
ORDER BY downloads_30d DESC, family
LIMIT $shown
