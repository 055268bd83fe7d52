-- Downloads since release. The all-time counter says it; where a source has only the 30-day counter, windows that do not
-- overlap are added: the first reading of a model at most 45 days old, then one reading every 21 to 45 days, each scaled
-- to the days it stands for. A longer gap ends the count: what fell into it is not known.

CREATE OR REPLACE TEMP TABLE announcement AS
SELECT m.model_key, min(r.announced_on) AS announced_on
FROM registry_release r
JOIN model m ON m.organisation_id = split_part(r.pattern, '/', 1) AND m.model_id GLOB r.pattern
GROUP BY m.model_key;

CREATE OR REPLACE TEMP TABLE aged AS
SELECT
    c.run_seq, c.model_key, c.downloads_30d, c.downloads_all_time, b.snapshot_date,
    CASE WHEN p.downloads_all_time IS NOT NULL THEN b.previous_date END AS before_on,
    p.downloads_all_time AS before_all_time,
    r.released_on,
    (b.snapshot_date - r.released_on)::INTEGER AS age_days,
    row_number() OVER (PARTITION BY c.model_key ORDER BY c.run_seq) AS reading_no,
    bool_or(c.downloads_all_time IS NULL) OVER (PARTITION BY c.model_key) AS by_windows
FROM counter c
JOIN batch b USING (run_seq)
JOIN (
    SELECT m.model_key, coalesce(a.announced_on, m.created_on) AS released_on
    FROM model m LEFT JOIN announcement a USING (model_key)
) r USING (model_key)
LEFT JOIN previous p ON p.run_seq = c.run_seq AND p.model_key = c.model_key
WHERE getvariable('listing') = 'organisations' AND r.released_on <= b.snapshot_date;

CREATE OR REPLACE TEMP TABLE counted AS
WITH RECURSIVE before AS (
    SELECT DISTINCT a.model_key, a.by_windows, c.counted_on, c.downloads, c.from_start
    FROM aged a
    LEFT JOIN cumulative c ON c.source = getvariable('source') AND c.model_key = a.model_key
),
step AS (  -- reading by reading, as each window begins where the one counted before it ended
    SELECT
        model_key, 0::BIGINT AS reading_no, NULL::INTEGER AS run_seq, counted_on, downloads, from_start,
        NULL::DATE AS before_on, NULL::DOUBLE AS before_downloads, NULL::DOUBLE AS counted, NULL::BOOLEAN AS is_first
    FROM before WHERE by_windows
    UNION ALL
    SELECT
        model_key, reading_no, run_seq,
        CASE WHEN counted IS NULL THEN counted_on ELSE snapshot_date END,
        coalesce(counted, downloads),
        CASE WHEN counted IS NULL THEN from_start ELSE coalesce(from_start, age_days <= 45) END,
        before_on, before_downloads, counted, counted_on IS NULL
    FROM (
        SELECT
            a.model_key, a.reading_no, a.run_seq, a.age_days, a.snapshot_date, s.counted_on, s.downloads, s.from_start,
            CASE WHEN a.downloads_all_time IS NULL THEN s.counted_on ELSE a.before_on END AS before_on,
            CASE WHEN a.downloads_all_time IS NULL THEN s.downloads ELSE a.before_all_time END AS before_downloads,
            CASE
                WHEN a.downloads_all_time IS NOT NULL THEN a.downloads_all_time
                WHEN s.counted_on IS NULL AND a.age_days <= 45 THEN a.downloads_30d * greatest(a.age_days / 30, 1)
                WHEN a.snapshot_date - s.counted_on BETWEEN 21 AND 45
                THEN s.downloads + a.downloads_30d * (a.snapshot_date - s.counted_on) / 30
            END::DOUBLE AS counted
        FROM step s
        JOIN aged a ON a.model_key = s.model_key AND a.reading_no = s.reading_no + 1
    )
),
told AS (
    SELECT run_seq, model_key, before_on, before_downloads, counted AS downloads, from_start, is_first
    FROM step WHERE reading_no > 0 AND counted IS NOT NULL
    UNION ALL
    SELECT
        a.run_seq, a.model_key, a.before_on, a.before_all_time, a.downloads_all_time,
        coalesce(b.from_start, first_value(a.age_days) OVER (PARTITION BY a.model_key ORDER BY a.run_seq) <= 45),
        a.reading_no = 1 AND b.counted_on IS NULL
    FROM aged a JOIN before b USING (model_key)
    WHERE NOT a.by_windows
)
SELECT
    t.run_seq, t.model_key, a.released_on, a.age_days,
    coalesce(
        a.age_days - (a.snapshot_date - t.before_on)::INTEGER,
        CASE WHEN t.is_first AND a.age_days <= 45 THEN 0 END
    ) AS before_age,
    coalesce(t.before_downloads, 0) AS before_downloads,
    t.downloads,
    a.downloads_all_time IS NULL AS estimated,
    t.from_start
FROM told t
JOIN aged a ON a.run_seq = t.run_seq AND a.model_key = t.model_key;

DELETE FROM cumulative
WHERE source = getvariable('source') AND model_key IN (SELECT model_key FROM counted);
INSERT INTO cumulative BY NAME
SELECT getvariable('source') AS source, c.model_key, c.released_on, b.snapshot_date AS counted_on, c.age_days, c.downloads,
    c.estimated, c.from_start
FROM counted c
JOIN batch b USING (run_seq)
QUALIFY row_number() OVER (PARTITION BY c.model_key ORDER BY c.run_seq DESC) = 1
ORDER BY c.model_key;
