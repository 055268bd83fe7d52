-- Downloads since release. The all-time counter says it; where a source has only the 30-day counter, windows that do not
-- overlap are added: the first reading of a model at most 45 days old, then one reading every 21 to 45 days, each scaled
-- to the days it stands for. A longer gap ends the count: what fell into it is not known.

CREATE OR REPLACE TEMP TABLE announcement AS
SELECT m.model_key, min(r.announced_on) AS announced_on
FROM registry_release r
JOIN model m ON m.organisation_id = split_part(r.pattern, '/', 1) AND m.model_id GLOB r.pattern
GROUP BY m.model_key;

CREATE OR REPLACE TEMP TABLE counted AS
WITH read AS (
    SELECT
        l.model_key, l.downloads_30d, l.downloads_all_time,
        coalesce(a.announced_on, m.created_on) AS released_on,
        c.model_key IS NULL AS is_first, c.from_start,
        CASE WHEN l.downloads_all_time IS NULL THEN c.counted_on
            WHEN p.downloads_all_time IS NOT NULL THEN (SELECT snapshot_date FROM previous_run) END AS before_on,
        CASE WHEN l.downloads_all_time IS NULL THEN c.downloads ELSE p.downloads_all_time END AS before_downloads
    FROM listing l
    JOIN model m USING (model_key)
    LEFT JOIN announcement a USING (model_key)
    LEFT JOIN cumulative c ON c.source = getvariable('source') AND c.model_key = l.model_key
    LEFT JOIN previous p ON p.model_key = l.model_key
    WHERE getvariable('listing') = 'organisations'
),
aged AS (
    SELECT *,
        (getvariable('snapshot_date') - released_on)::INTEGER AS age_days,
        (getvariable('snapshot_date') - before_on)::INTEGER AS step_days
    FROM read
    WHERE released_on <= getvariable('snapshot_date')
)
SELECT
    getvariable('run_seq') AS run_seq,
    model_key, released_on, age_days,
    coalesce(age_days - step_days, CASE WHEN is_first AND age_days <= 45 THEN 0 END) AS before_age,
    coalesce(before_downloads, 0) AS before_downloads,
    CASE
        WHEN downloads_all_time IS NOT NULL THEN downloads_all_time
        WHEN is_first AND age_days <= 45 THEN downloads_30d * greatest(age_days / 30, 1)
        WHEN step_days BETWEEN 21 AND 45 THEN before_downloads + downloads_30d * step_days / 30
    END::DOUBLE AS downloads,
    downloads_all_time IS NULL AS estimated,
    coalesce(from_start, age_days <= 45) AS from_start
FROM aged;

DELETE FROM counted WHERE downloads IS NULL;
DELETE FROM cumulative
WHERE source = getvariable('source') AND model_key IN (SELECT model_key FROM counted);
INSERT INTO cumulative BY NAME
SELECT getvariable('source') AS source, model_key, released_on, getvariable('snapshot_date') AS counted_on, age_days, downloads,
    estimated, from_start
FROM counted
ORDER BY model_key;
