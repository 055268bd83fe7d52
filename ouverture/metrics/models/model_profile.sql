WITH found AS (
    SELECT c.* FROM mart_model c JOIN mart_name n USING (model_key) WHERE n.name = $model
), peers AS (
    SELECT count(*) AS ranked, count(*) FILTER (p.downloads_30d > f.downloads_30d) + 1 AS rank
    FROM mart_model p
    JOIN found f USING (latest_source, latest_on, task_scope)
    WHERE p.downloads_30d IS NOT NULL AND f.downloads_30d IS NOT NULL
), passed AS (
    SELECT min(age_days) FILTER (threshold = 100_000) AS to_100k, min(age_days) FILTER (threshold = 1_000_000) AS to_1m,
        min(age_days) FILTER (threshold = 10_000_000) AS to_10m
    FROM mart_milestone SEMI JOIN found USING (model_key)
), decided AS (  -- what of the family's evidence decides: its terms, its data, or its code
    SELECT any_value(e.link) AS link
    FROM openness_evidence e JOIN found f ON e.lab_id = f.lab_id AND e.subject = f.family
    WHERE e.source = own_source()
        AND e.component = CASE f.tier WHEN 4 THEN 'pretraining_data' WHEN 3 THEN 'training_code' ELSE 'licence' END
)
SELECT
    f.model_id, f.lab_id, f.organisation_id, f.family, f.pipeline_tag, f.task_scope, f.library_name, f.licence, m.licence_raw,
    l.limits AS licence_limits, l.link AS licence_link, f.gated, f.tier, f.tier_reason,
    CASE
        WHEN f.tier_reason LIKE 'gated:%' THEN 'https://huggingface.co/' || f.model_id
        WHEN f.tier_reason LIKE 'evidence:%' THEN d.link
        WHEN f.tier_reason LIKE 'base:%' THEN 'https://huggingface.co/' || substr(f.tier_reason, 6)
        WHEN f.tier_reason LIKE 'licence:%' THEN l.link
    END AS tier_link,
    f.parameters, f.size_class, f.base_model,
    f.base_relation, f.created_on, f.created_before_on, f.first_seen, f.last_seen, f.gone_on,
    CASE WHEN f.gone_on IS NULL AND n.newest_on > f.latest_on THEN n.newest_on END AS unlisted_on, f.latest_source AS source, f.latest_on,
    f.downloads_30d, f.downloads_all_time, f.likes,
    CASE WHEN f.downloads_30d IS NOT NULL THEN p.rank END AS rank,
    CASE WHEN f.downloads_30d IS NOT NULL THEN p.ranked END AS ranked_models,
    (SELECT any_value(r.listing) FROM snapshot_run r WHERE r.source = f.latest_source AND r.snapshot_date = f.latest_on) AS listing,
    s.to_100k AS days_to_100k, s.to_1m AS days_to_1m, s.to_10m AS days_to_10m,
    f.on_exclusion_list AS excluded, f.exclusion_reason,
    (SELECT list(a.model_id ORDER BY a.last_seen DESC) FROM model_alias a
        WHERE a.model_key = f.model_key AND a.model_id <> f.model_id) AS aliases
FROM found f
JOIN model m USING (model_key)
LEFT JOIN licence l ON l.licence = f.licence
CROSS JOIN peers p
CROSS JOIN passed s
CROSS JOIN decided d
LEFT JOIN (
    SELECT source, max(snapshot_date) AS newest_on FROM series_run GROUP BY source
) n ON n.source = f.latest_source
