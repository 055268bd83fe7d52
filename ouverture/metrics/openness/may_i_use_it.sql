WITH asked AS (
    SELECT *, nullif(regexp_extract(tier_reason, '^base:(\S+)', 1), '') AS binding_base
    FROM mart_model
    WHERE gone_on IS NULL AND NOT excluded AND of_tasks($tasks, task_scope)
        AND coalesce(downloads_30d, 0) >= $min_downloads
), bound AS ( -- by its own licence, and by its base's
    SELECT model_id, licence AS key, pipeline_tag FROM asked
    UNION ALL
    SELECT a.model_id, b.licence, a.pipeline_tag
    FROM asked a
    JOIN mart_model b ON b.model_id = coalesce(a.binding_base, a.base_model) AND b.model_id <> a.model_id
), judged AS (
    SELECT b.model_id, b.key, l.limits, l.limits_fr, l.link, l.no_eu_link,
        clause_met(
            l.tier, l.commercial_use, l.no_eu, l.no_eu_link, l.max_monthly_users, l.train_other_models,
            $commercial, $country_eu, $monthly_users, $train_other_models, b.pipeline_tag, $multimodal
        ) AS why
    FROM bound b
    LEFT JOIN licence l ON l.licence = b.key
), strictest AS (
    SELECT * FROM judged
    QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY clause_place(why), key) = 1
), answered AS (
    SELECT a.model_id, a.lab_id, s.key AS licence, s.limits AS clause, s.limits_fr AS clause_fr,
        CASE WHEN s.why = 'eu' THEN coalesce(s.no_eu_link, s.link) ELSE s.link END AS link,
        CASE WHEN s.why <> 'none' OR a.tier >= 2 THEN s.why
            WHEN a.gated = 'manual' THEN 'gated'
            ELSE 'licence' END AS why, -- a tier below its licence's: bound by something that is not read here
        a.downloads_30d, a.latest_on, a.latest_source AS source
    FROM asked a JOIN strictest s USING (model_id)
), named AS (
    SELECT *,
        clause_verdict(why) AS verdict
    FROM answered
)
SELECT
    model_id, lab_id, verdict, why, licence, clause, clause_fr, link, downloads_30d, latest_on,
    count(*) OVER (PARTITION BY verdict, why) AS models_of_why,
    count(*) OVER () AS models_asked,
    source,
    count(*) OVER () AS shown_of
FROM named
QUALIFY row_number() OVER (PARTITION BY verdict ORDER BY downloads_30d DESC NULLS LAST, model_id) <= $shown
ORDER BY list_position(['free', 'conditions', 'unknown', 'refused'], verdict), downloads_30d DESC NULLS LAST, model_id
