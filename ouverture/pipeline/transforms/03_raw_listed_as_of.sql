-- Models that a source lists as of a run. latest_reading knows all but those that a later run moved (another run of the same day);
-- only for these the history is read.
CREATE OR REPLACE TEMP MACRO listed_as_of(of_source, seq) AS TABLE
SELECT model_key, downloads_30d, downloads_all_time, likes
FROM (
    SELECT model_key, listed, downloads_30d, downloads_all_time, likes
    FROM latest_reading
    WHERE source = of_source AND run_seq <= seq
    UNION ALL
    SELECT
        model_key,
        arg_max(listed, run_seq),
        arg_max_null(downloads_30d, run_seq),
        arg_max_null(downloads_all_time, run_seq),
        arg_max_null(likes, run_seq)
    FROM reading
    WHERE source = of_source AND run_seq <= seq
        AND model_key IN (SELECT model_key FROM latest_reading WHERE source = of_source AND run_seq > seq)
    GROUP BY model_key
)
WHERE listed;
