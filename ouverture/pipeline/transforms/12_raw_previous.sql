-- What each run is compared with: the run before it in its series that takes part in totals. Inside a batch that is the
-- run before. A run of smaller scope than one of that day or of the seven days before it takes no part in totals: a night
-- of organisations alone would read as a fall. After seven days the smaller scope is the series.

CREATE OR REPLACE TEMP MACRO scope_rank(scope) AS CASE scope WHEN 'labs' THEN 1 WHEN 'default' THEN 2 WHEN 'all' THEN 3 END;

CREATE OR REPLACE TEMP TABLE batch AS
WITH series AS (
    SELECT run_id, run_seq, snapshot_date, scope_rank(scope) AS rank
    FROM snapshot_run
    WHERE in_series AND in_totals AND source = getvariable('source') AND listing = getvariable('listing')
),
last AS (
    SELECT run_id, run_seq, snapshot_date
    FROM series
    WHERE snapshot_date < (SELECT min(snapshot_date) FROM batch_run)
    ORDER BY run_seq DESC LIMIT 1
),
larger AS (
    SELECT b.run_seq, max(s.snapshot_date) AS day
    FROM batch_run b
    JOIN series s ON s.snapshot_date BETWEEN b.snapshot_date - 7 AND b.snapshot_date AND s.rank > scope_rank(getvariable('scope'))
    GROUP BY b.run_seq
)
SELECT
    r.*,
    coalesce(lag(r.run_id) OVER w, p.run_id) AS previous_run_id,
    coalesce(lag(r.run_seq) OVER w, p.run_seq) AS previous_seq,
    coalesce(lag(r.snapshot_date) OVER w, p.snapshot_date) AS previous_date,
    r.run_seq = max(r.run_seq) OVER () AS is_last,
    l.run_seq IS NULL AS in_totals,
    coalesce(l.day < r.snapshot_date, TRUE) AS may_replace  -- a smaller run never takes the place of a larger one of its day
FROM batch_run r
LEFT JOIN last p ON TRUE
LEFT JOIN larger l ON l.run_seq = r.run_seq
WINDOW w AS (ORDER BY r.run_seq);

CREATE OR REPLACE TEMP TABLE previous AS
SELECT p.*, m.organisation_id
FROM listed_as_of(getvariable('source'), (SELECT previous_seq FROM batch ORDER BY run_seq LIMIT 1)) p
JOIN model m USING (model_key);

-- Each run's rows beside what the run before said of the same model.
CREATE OR REPLACE TEMP TABLE compared AS
SELECT
    c.*,
    p.model_key IS NOT NULL AS listed_before,
    p.* EXCLUDE (run_seq, model_key)
FROM counter c
LEFT JOIN (
    SELECT
        getvariable('first_seq')::INTEGER AS run_seq, p.model_key,
        p.downloads_30d AS downloads_30d_before,
        p.downloads_all_time AS downloads_all_time_before,
        p.likes AS likes_before,
        m.licence_raw IS NOT NULL AS licence_before,
        coalesce(m.created_on, m.created_before_on) IS NOT NULL AS created_before
    FROM previous p JOIN model m USING (model_key)
    UNION ALL
    SELECT
        c.run_seq + 1, c.model_key, c.downloads_30d, c.downloads_all_time, c.likes,
        l.licence_raw IS NOT NULL, coalesce(l.created_on, l.created_before_on) IS NOT NULL
    FROM counter c JOIN listing l USING (version)
) p ON p.run_seq = c.run_seq AND p.model_key = c.model_key;

-- The run of the same day whose place each run would take. The run checks set the two side by side, so that a worse reading
-- never replaces a good one, on a first day too; no flow and no mart is counted from it.
CREATE OR REPLACE TEMP TABLE same_day AS
SELECT b.run_seq, s.run_id AS before_run_id, p.*
FROM batch b
JOIN snapshot_run s ON s.snapshot_date = b.snapshot_date AND s.in_series AND s.run_seq < getvariable('first_seq')
    AND s.source = getvariable('source') AND s.listing = getvariable('listing')
CROSS JOIN (
    SELECT
        l.*,
        m.licence_raw IS NOT NULL AS licence_before,
        coalesce(m.created_on, m.created_before_on) IS NOT NULL AS created_before
    FROM listed_as_of(getvariable('source'), (
        SELECT max(run_seq) FROM snapshot_run
        WHERE snapshot_date = (SELECT min(snapshot_date) FROM batch_run) AND in_series
            AND run_seq < getvariable('first_seq') AND source = getvariable('source') AND listing = getvariable('listing')
    )) l
    JOIN model m USING (model_key)
) p
WHERE b.snapshot_date = (SELECT min(snapshot_date) FROM batch_run);
