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
        CASE
            WHEN l.tier IS NULL THEN 'licence'
            WHEN $commercial AND NOT l.commercial_use THEN 'commercial'
            WHEN $country_eu AND (l.no_eu OR (l.no_eu IS NULL AND l.no_eu_link IS NOT NULL
                AND list_contains($multimodal, b.pipeline_tag))) THEN 'eu'
            WHEN $monthly_users > l.max_monthly_users THEN 'users'
            WHEN $train_other_models AND NOT l.train_other_models THEN 'training'
            WHEN l.tier = 1 AND (($commercial AND l.commercial_use IS NULL)
                OR ($country_eu AND l.no_eu IS NULL AND l.no_eu_link IS NOT NULL AND b.pipeline_tag IS NULL)
                OR ($train_other_models AND l.train_other_models IS NULL)) THEN 'clause'
            WHEN l.tier = 1 THEN 'terms'
            ELSE 'none' END AS why
    FROM bound b
    LEFT JOIN licence l ON l.licence = b.key
), strictest AS (
    SELECT * FROM judged
    QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY
        list_position(['commercial', 'eu', 'users', 'training', 'licence', 'clause', 'terms', 'none'], why), key) = 1
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
        CASE WHEN why = 'none' THEN 'free'
            WHEN why IN ('terms', 'gated') THEN 'conditions'
            WHEN why IN ('licence', 'clause') THEN 'unknown'
            ELSE 'refused' END AS verdict
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
