WITH system AS (
    SELECT source, subject, lab_id, avg(CASE value WHEN 'open' THEN 1.0 WHEN 'partial' THEN 0.5 ELSE 0 END) AS score, any_value(link) AS link
    FROM openness_evidence
    WHERE source <> own_source() AND lab_id IS NOT NULL
    GROUP BY source, subject, lab_id
    HAVING count(*) = $dimensions
), osai AS (
    SELECT lab_id, max(score) AS best, first(subject ORDER BY score DESC, subject) AS system, avg(score) AS mean, count(*) AS systems,
        any_value(link) AS link
    FROM system GROUP BY lab_id
), fmti AS (
    SELECT lab_id,
        max(score) FILTER (edition = '2023') AS points_2023,
        max(score) FILTER (edition = '2024') AS points_2024,
        max(score) FILTER (edition = '2025') AS points_2025,
        arg_max(link, edition) AS link
    FROM transparency_score WHERE lab_id IS NOT NULL GROUP BY lab_id
), adoption AS (
    SELECT lab_id, first(tier ORDER BY downloads_30d DESC NULLS LAST, model_id) AS tier,
        first(model_id ORDER BY downloads_30d DESC NULLS LAST, model_id) AS model
    FROM mart_model
    WHERE lab_id IS NOT NULL AND gone_on IS NULL AND of_tasks($tasks, task_scope)
    GROUP BY lab_id
), closed AS (
    SELECT lab_id FROM mart_offer WHERE NOT disputed AND lab_id IS NOT NULL GROUP BY lab_id HAVING NOT bool_or(coalesce(open_weights, TRUE))
)
SELECT
    coalesce(o.lab_id, f.lab_id) AS lab_id,
    CASE WHEN a.lab_id IS NOT NULL
            THEN coalesce(['restricted', 'open_weights', 'open_tooling', 'open_source'][a.tier], 'unknown')
        WHEN c.lab_id IS NOT NULL THEN 'closed' END AS our_tier,
    a.model AS our_model,
    o.best AS osai_best,
    o.system AS osai_system,
    o.mean AS osai_mean,
    o.systems::INTEGER AS osai_systems,
    f.points_2025 AS fmti_2025,
    f.points_2024 AS fmti_2024,
    f.points_2023 AS fmti_2023,
    f.link AS fmti_link,
    o.link AS osai_link
FROM osai o
FULL JOIN fmti f ON f.lab_id = o.lab_id
LEFT JOIN adoption a ON a.lab_id = coalesce(o.lab_id, f.lab_id)
LEFT JOIN closed c ON c.lab_id = coalesce(o.lab_id, f.lab_id)
ORDER BY o.best DESC NULLS LAST, f.points_2025 DESC NULLS LAST, f.points_2024 DESC NULLS LAST, coalesce(o.lab_id, f.lab_id)
