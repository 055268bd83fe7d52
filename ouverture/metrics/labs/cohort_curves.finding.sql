WITH compared AS (
    SELECT m.model_id, m.age_days, m.downloads, m.downloads / nullif(c.downloads, 0) AS ratio, c.models
    FROM result m JOIN result c ON c.age_days = m.age_days AND c.lab_id = 'cohort'
    WHERE m.model_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY m.model_id ORDER BY m.age_days DESC) = 1
), best AS (
    SELECT * FROM compared ORDER BY ratio DESC NULLS LAST, model_id LIMIT 1
)
SELECT CASE WHEN ratio IS NOT NULL THEN 'ahead'
        WHEN EXISTS (FROM result WHERE lab_id = 'cohort') AND NOT EXISTS (FROM result WHERE lab_id <> 'cohort') THEN 'absent'
        ELSE 'thin' END AS finding_case,
    (SELECT string_agg(l.name, ', ' ORDER BY list_position($labs, l.lab_id)) FROM lab l
        WHERE list_contains($labs, l.lab_id) AND l.lab_id NOT IN (SELECT lab_id FROM result)) AS missing,
    model_id AS model, downloads, age_days AS age, ratio, models, $size_class AS size,
    (SELECT max(counted_on) FROM cumulative WHERE source = (SELECT any_value(source) FROM result)) AS as_of,
    CASE WHEN models >= 50 THEN 'high' WHEN models >= 20 THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN models < 50 THEN 'small_sample' END AS confidence_reason
FROM (SELECT 1) LEFT JOIN best ON TRUE
WHERE EXISTS (FROM result)
