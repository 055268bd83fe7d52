-- Counters of the latest reading of each model, whichever source it is from: by day, then the Hub itself before the panel.
DELETE FROM mart_model;
INSERT INTO mart_model BY NAME
WITH latest AS (
    SELECT * FROM latest_reading
    QUALIFY row_number() OVER (
        PARTITION BY model_key ORDER BY seen_on DESC, source = live_source() DESC, downloads_30d IS NOT NULL DESC, priority_of(source)
    ) = 1
)
SELECT
    m.model_key, m.model_id, m.lab_id, b.name AS lab, m.organisation_id, m.family, m.pipeline_tag, m.task_scope, m.library_name, m.licence,
    m.gated, m.tier, m.tier_reason, m.parameters, m.size_class, m.base_model, m.base_relation, m.created_on,
    m.created_before_on, m.first_seen, m.last_seen, m.gone_on, m.on_exclusion_list, m.exclusion_reason,
    l.source AS latest_source, l.seen_on AS latest_on, l.downloads_30d, l.downloads_all_time, l.likes, l.trending_score
FROM model m
JOIN latest l USING (model_key)
LEFT JOIN lab b USING (lab_id)
ORDER BY m.model_key;
