-- What the run brought, in one row: the ledger's figures, and what the run checks judge.

CREATE OR REPLACE TEMP TABLE run_summary AS
WITH brought AS (
    SELECT
        count(*) AS models,
        count(*) FILTER (downloads_30d > 0) AS models_downloaded,
        count(DISTINCT organisation_id)::INTEGER AS organisations,
        sum(downloads_30d)::BIGINT AS downloads_30d,
        avg((downloads_30d IS NULL)::INTEGER) AS null_downloads_share
    FROM listing
),
compared AS (
    SELECT
        count(*) AS common_models,
        avg(
            (l.downloads_30d = p.downloads_30d
                AND coalesce(l.downloads_all_time = p.downloads_all_time, TRUE))::INTEGER
        ) FILTER (greatest(l.downloads_30d, p.downloads_30d) >= 100) AS unchanged_share,  -- smaller counters rest often
        median(l.downloads_30d / p.downloads_30d) FILTER (l.downloads_30d > 0 AND p.downloads_30d > 0) AS median_ratio
    FROM listing l JOIN previous p USING (model_key)
)
SELECT
    b.*,
    r.run_id AS previous_run_id,
    getvariable('snapshot_date') - r.snapshot_date AS days_since_previous,
    CASE WHEN r.run_id IS NOT NULL THEN c.common_models END AS common_models,
    c.unchanged_share,
    c.median_ratio
FROM brought b
CROSS JOIN compared c
LEFT JOIN previous_run r ON TRUE;
