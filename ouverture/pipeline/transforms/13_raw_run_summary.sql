-- What each run brought, in one row: the ledger's figures, and what the run checks judge.

CREATE OR REPLACE TEMP TABLE run_summary AS
WITH brought AS (
    SELECT
        c.run_seq,
        count(*) AS models,
        count(*) FILTER (c.downloads_30d > 0) AS models_downloaded,
        count(DISTINCT l.organisation_id)::INTEGER AS organisations,
        sum(c.downloads_30d)::BIGINT AS downloads_30d,
        avg((c.downloads_30d IS NULL)::INTEGER) AS null_downloads_share,
        coalesce(
            sum(c.downloads_30d_before) FILTER (c.downloads_30d IS NULL) / nullif(sum(c.downloads_30d_before), 0), 0
        ) AS uncounted_share,
        count(*) FILTER (c.listed_before) AS common_models,
        avg((c.downloads_30d = c.downloads_30d_before
            AND coalesce(c.downloads_all_time = c.downloads_all_time_before, TRUE))::INTEGER
        ) FILTER (greatest(c.downloads_30d, c.downloads_30d_before) >= 100) AS unchanged_share,  -- smaller counters rest often
        median(c.downloads_30d / c.downloads_30d_before)
            FILTER (c.downloads_30d > 0 AND c.downloads_30d_before > 0) AS median_ratio,
        -- of the models that both list, the share that lacks a field, now and before
        [
            {field: 'downloads',
                now: avg((c.downloads_30d IS NULL)::INTEGER) FILTER (c.listed_before),
                before: avg((c.downloads_30d_before IS NULL)::INTEGER) FILTER (c.listed_before)},
            {field: 'all-time downloads',
                now: avg((c.downloads_all_time IS NULL)::INTEGER) FILTER (c.listed_before),
                before: avg((c.downloads_all_time_before IS NULL)::INTEGER) FILTER (c.listed_before)},
            {field: 'likes',
                now: avg((c.likes IS NULL)::INTEGER) FILTER (c.listed_before),
                before: avg((c.likes_before IS NULL)::INTEGER) FILTER (c.listed_before)},
            {field: 'licence',
                now: avg((l.licence_raw IS NULL)::INTEGER) FILTER (c.listed_before),
                before: avg((NOT c.licence_before)::INTEGER)},
            {field: 'creation date',
                now: avg((coalesce(l.created_on, l.created_before_on) IS NULL)::INTEGER) FILTER (c.listed_before),
                before: avg((NOT c.created_before)::INTEGER)}
        ] AS lacking
    FROM compared c JOIN listing l USING (version)
    GROUP BY c.run_seq
)
SELECT
    b.run_seq,
    coalesce(r.models, 0) AS models,
    coalesce(r.models_downloaded, 0) AS models_downloaded,
    coalesce(r.organisations, 0) AS organisations,
    r.downloads_30d,
    r.null_downloads_share,
    r.uncounted_share,
    b.previous_run_id,
    b.snapshot_date - b.previous_date AS days_since_previous,
    CASE WHEN b.previous_run_id IS NOT NULL THEN coalesce(r.common_models, 0) END AS common_models,
    r.unchanged_share,
    r.median_ratio,
    r.lacking
FROM batch b LEFT JOIN brought r USING (run_seq);

-- The same of the run of its day that a run would replace, as far as that is judged.
CREATE OR REPLACE TEMP TABLE same_day_summary AS
SELECT
    c.run_seq,
    p.before_run_id,
    median(c.downloads_30d / p.downloads_30d) FILTER (c.downloads_30d > 0 AND p.downloads_30d > 0) AS median_ratio,
    [
        {field: 'downloads', now: avg((c.downloads_30d IS NULL)::INTEGER), before: avg((p.downloads_30d IS NULL)::INTEGER)},
        {field: 'all-time downloads',
            now: avg((c.downloads_all_time IS NULL)::INTEGER), before: avg((p.downloads_all_time IS NULL)::INTEGER)},
        {field: 'likes', now: avg((c.likes IS NULL)::INTEGER), before: avg((p.likes IS NULL)::INTEGER)},
        {field: 'licence', now: avg((l.licence_raw IS NULL)::INTEGER), before: avg((NOT p.licence_before)::INTEGER)},
        {field: 'creation date',
            now: avg((coalesce(l.created_on, l.created_before_on) IS NULL)::INTEGER), before: avg((NOT p.created_before)::INTEGER)}
    ] AS lacking
FROM counter c
JOIN listing l USING (version)
JOIN same_day p ON p.run_seq = c.run_seq AND p.model_key = c.model_key
GROUP BY c.run_seq, p.before_run_id;
