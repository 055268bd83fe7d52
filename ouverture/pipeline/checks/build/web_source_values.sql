-- what: a figure around the readings is impossible
-- remedy: see the file of that name in data/reference
SELECT 'package_downloads' AS relation, package AS row_key FROM package_downloads
WHERE downloads < 0 OR window_days <= 0 OR side NOT IN ('closed_api', 'open_runtime', 'other') OR registry NOT IN ('pypi', 'npm')
UNION ALL
SELECT 'api_model', model FROM api_model
WHERE price_in_usd_per_mtok < 0 OR price_out_usd_per_mtok < 0 OR parameters_active_b > parameters_total_b OR released_on > as_of
UNION ALL
SELECT 'benchmark_score', model FROM benchmark_score WHERE released_on > as_of
UNION ALL
SELECT 'dataset', dataset_id FROM dataset WHERE openness NOT IN ('open', 'restricted') OR first_seen > last_seen
UNION ALL
SELECT 'openness_evidence', subject FROM openness_evidence WHERE value NOT IN ('open', 'partial', 'closed')
UNION ALL
SELECT 'hub_size', source FROM hub_size WHERE models <= 0;
