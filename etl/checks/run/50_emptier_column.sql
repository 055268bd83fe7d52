-- what: a needed column is more than 20 points emptier than in the run before, among the models that both list
-- fr: une colonne nécessaire est plus vide de 20 points qu'au relevé précédent, parmi les modèles des deux relevés
-- remedy: take another snapshot; if the field was renamed at the source, adapt etl/transforms/10_raw_hub.sql and rebuild
-- verdict: quarantined
WITH pair AS (
    SELECT
        c.run_seq,
        c.downloads_30d IS NULL AS downloads_now, p.downloads_30d IS NULL AS downloads_before,
        c.downloads_all_time IS NULL AS all_time_now, p.downloads_all_time IS NULL AS all_time_before,
        c.likes IS NULL AS likes_now, p.likes IS NULL AS likes_before,
        l.licence_raw IS NULL AS licence_now, NOT p.licence_known AS licence_before,
        coalesce(l.created_on, l.created_before_on) IS NULL AS created_now,
        NOT p.created_known AS created_before
    FROM counter c
    JOIN listing l USING (version)
    JOIN previous p ON p.run_seq = c.run_seq AND p.model_key = c.model_key
),
share AS (
    SELECT run_seq, unnest([
        {field: 'downloads', before: avg(downloads_before::INTEGER), now: avg(downloads_now::INTEGER)},
        {field: 'all-time downloads', before: avg(all_time_before::INTEGER), now: avg(all_time_now::INTEGER)},
        {field: 'likes', before: avg(likes_before::INTEGER), now: avg(likes_now::INTEGER)},
        {field: 'licence', before: avg(licence_before::INTEGER), now: avg(licence_now::INTEGER)},
        {field: 'creation date', before: avg(created_before::INTEGER), now: avg(created_now::INTEGER)}
    ], recursive := true)
    FROM pair
    GROUP BY run_seq
)
SELECT run_seq, format('{} missing for {:.0f} % of the models, {:.0f} % in the run before', field, 100 * now, 100 * before) AS reason
FROM share
WHERE now - before > 0.2 AND getvariable('source') IN (SELECT source FROM capture)  -- the panel's attributes carry no dates
    AND NOT (getvariable('source') = 'model-pulse' AND field IN ('licence', 'creation date'))  -- counters alone, by its nature
ORDER BY now - before DESC;
