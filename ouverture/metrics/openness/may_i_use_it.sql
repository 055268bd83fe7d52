WITH asked AS (
    SELECT *, nullif(regexp_extract(tier_reason, '^base:(\S+)', 1), '') AS binding_base
    FROM mart_model
    WHERE gone_on IS NULL AND NOT on_exclusion_list AND of_tasks($tasks, task_scope)
        AND coalesce(downloads_30d, 0) >= $min_downloads
), bound AS ( -- by its own licence, and by its base's -- noqa: ST03
    SELECT model_id AS model, licence AS key, pipeline_tag, gated, tier FROM asked
    UNION ALL
    SELECT a.model_id, b.licence, a.pipeline_tag, a.gated, a.tier
    FROM asked a
    JOIN mart_model b ON b.model_id = coalesce(a.binding_base, a.base_model) AND b.model_id <> a.model_id
), named AS (
    SELECT a.model_id, a.lab_id, d.verdict, d.why, d.key AS licence, d.clause, d.clause_fr, d.link, a.downloads_30d, a.latest_on, a.latest_source AS source
    FROM asked a
    JOIN deciding_clause('bound', $commercial, $country_eu, $monthly_users, $train_other_models, $multimodal) d ON d.model = a.model_id
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
