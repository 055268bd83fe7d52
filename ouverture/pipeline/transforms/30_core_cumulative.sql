-- Downloads since release. The all-time counter says it; where a source has only the 30-day counter, windows that do not
-- overlap are added: the first reading of a model at most 45 days old, then one reading every 21 to 45 days, each scaled
-- to the days it stands for. A longer gap ends the count: what fell into it is not known.

CREATE OR REPLACE TEMP TABLE aged AS
SELECT
    c.run_seq, c.model_key, b.snapshot_date, c.downloads_30d, c.downloads_all_time,
    c.downloads_all_time_before AS before_downloads,
    CASE WHEN c.downloads_all_time_before IS NOT NULL THEN b.previous_date END AS before_on,
    r.released_on,
    (b.snapshot_date - r.released_on)::INTEGER AS age_days
FROM compared c
JOIN batch b USING (run_seq)
JOIN release r USING (model_key)
WHERE r.released_on <= b.snapshot_date;

CREATE OR REPLACE TEMP TABLE counted AS
WITH RECURSIVE before AS MATERIALIZED (
    SELECT a.*, c.counted_on, c.downloads, c.from_start
    FROM (
        SELECT model_key, min(run_seq) AS first_seq, min(age_days) AS first_age, bool_or(downloads_all_time IS NULL) AS by_windows
        FROM aged GROUP BY model_key
    ) a
    LEFT JOIN cumulative c ON c.source = getvariable('source') AND c.model_key = a.model_key
),
told AS (
    SELECT
        a.*,
        coalesce(b.from_start, b.first_age <= 45) AS from_start,
        b.counted_on IS NULL AND a.run_seq = b.first_seq AS is_first
    FROM aged a JOIN before b USING (model_key)
    WHERE NOT b.by_windows
),
reading AS MATERIALIZED (
    SELECT a.*, row_number() OVER (PARTITION BY a.model_key ORDER BY a.run_seq) AS place
    FROM aged a JOIN before b USING (model_key)
    WHERE b.by_windows
),
step AS (  -- reading by reading, as each window begins where the one counted before it ended
    SELECT
        model_key, 0::BIGINT AS place, NULL::INTEGER AS run_seq, counted_on, downloads, from_start,
        NULL::DATE AS before_on, NULL::DOUBLE AS before_downloads, NULL::DOUBLE AS counted, NULL::BOOLEAN AS is_first
    FROM before WHERE by_windows
    UNION ALL
    SELECT
        model_key, place, run_seq,
        CASE WHEN counted IS NULL THEN counted_on ELSE snapshot_date END,
        coalesce(counted, downloads),
        CASE WHEN counted IS NULL THEN from_start ELSE coalesce(from_start, age_days <= 45) END,
        before_on, before_downloads, counted, counted_on IS NULL
    FROM (
        SELECT
            r.model_key, r.place, r.run_seq, r.age_days, r.snapshot_date, s.counted_on, s.downloads, s.from_start,
            CASE WHEN r.downloads_all_time IS NULL THEN s.counted_on ELSE r.before_on END AS before_on,
            CASE WHEN r.downloads_all_time IS NULL THEN s.downloads ELSE r.before_downloads END AS before_downloads,
            CASE
                WHEN r.downloads_all_time IS NOT NULL THEN r.downloads_all_time
                WHEN s.counted_on IS NULL AND r.age_days <= 45 THEN r.downloads_30d * greatest(r.age_days / 30, 1)
                WHEN r.snapshot_date - s.counted_on BETWEEN 21 AND 45
                THEN s.downloads + r.downloads_30d * (r.snapshot_date - s.counted_on) / 30
            END::DOUBLE AS counted
        FROM step s JOIN reading r ON r.model_key = s.model_key AND r.place = s.place + 1
    )
)
SELECT
    run_seq, model_key, released_on, age_days,
    coalesce(
        age_days - (snapshot_date - before_on)::INTEGER,
        CASE WHEN is_first AND age_days <= 45 THEN 0 END
    ) AS before_age,
    coalesce(before_downloads, 0)::DOUBLE AS before_downloads,
    coalesce(counted, downloads_all_time)::DOUBLE AS downloads,
    downloads_all_time IS NULL AS estimated,
    from_start
FROM (
    FROM told
    UNION ALL BY NAME
    SELECT
        a.* REPLACE (s.before_on AS before_on, s.before_downloads AS before_downloads),
        s.from_start, s.is_first, s.counted
    FROM step s JOIN aged a ON a.run_seq = s.run_seq AND a.model_key = s.model_key
    WHERE s.counted IS NOT NULL
);

DELETE FROM cumulative
WHERE source = getvariable('source') AND model_key IN (SELECT model_key FROM counted);
INSERT INTO cumulative BY NAME
SELECT getvariable('source') AS source, c.model_key, c.released_on, b.snapshot_date AS counted_on, c.age_days, c.downloads,
    c.estimated, c.from_start
FROM counted c
JOIN batch b USING (run_seq)
QUALIFY row_number() OVER (PARTITION BY c.model_key ORDER BY c.run_seq DESC) = 1
ORDER BY c.model_key;
