-- What each run brought, in one row: the ledger's figures, and what the run checks judge.

CREATE OR REPLACE TEMP TABLE run_summary AS
WITH brought AS (
    SELECT
        c.run_seq,
        count(*) AS models,
        count(*) FILTER (c.downloads_30d > 0) AS models_downloaded,
        count(DISTINCT l.organisation_id)::INTEGER AS organisations,
        sum(c.downloads_30d)::BIGINT AS downloads_30d,
        avg((c.downloads_30d IS NULL)::INTEGER) AS null_downloads_share
    FROM counter c JOIN listing l USING (version)
    GROUP BY c.run_seq
),
compared AS (
    SELECT
        c.run_seq,
        count(*) AS common_models,
        avg(
            (c.downloads_30d = p.downloads_30d
                AND coalesce(c.downloads_all_time = p.downloads_all_time, TRUE))::INTEGER
        ) FILTER (greatest(c.downloads_30d, p.downloads_30d) >= 100) AS unchanged_share,  -- smaller counters rest often
        median(c.downloads_30d / p.downloads_30d) FILTER (c.downloads_30d > 0 AND p.downloads_30d > 0) AS median_ratio
    FROM counter c JOIN previous p USING (run_seq, model_key)
    GROUP BY c.run_seq
)
SELECT
    b.run_seq,
    coalesce(r.models, 0) AS models,
    coalesce(r.models_downloaded, 0) AS models_downloaded,
    coalesce(r.organisations, 0) AS organisations,
    r.downloads_30d,
    r.null_downloads_share,
    b.previous_run_id,
    b.snapshot_date - b.previous_date AS days_since_previous,
    CASE WHEN b.previous_run_id IS NOT NULL THEN coalesce(c.common_models, 0) END AS common_models,
    c.unchanged_share,
    c.median_ratio
FROM batch b
LEFT JOIN brought r USING (run_seq)
LEFT JOIN compared c USING (run_seq);
