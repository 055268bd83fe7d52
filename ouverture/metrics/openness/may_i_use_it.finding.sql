WITH reason AS (
    SELECT verdict, why, any_value(models_of_why) AS models, any_value(models_asked) AS asked, max(latest_on) AS latest_on
    FROM result GROUP BY verdict, why
), total AS (
    SELECT
        coalesce(sum(models) FILTER (verdict = 'free'), 0) AS free,
        coalesce(sum(models) FILTER (verdict = 'conditions'), 0) AS conditions,
        coalesce(sum(models) FILTER (verdict = 'refused'), 0) AS refused,
        coalesce(sum(models) FILTER (verdict = 'unknown'), 0) AS unknown,
        any_value(asked) AS asked, max(latest_on) AS as_of
    FROM reason
)
SELECT CASE WHEN free + conditions > 0 THEN 'some' ELSE 'none' END AS finding_case,
    free + conditions AS "left", free, conditions, refused, asked - free - conditions - refused AS unknown, asked, as_of,
    CASE WHEN unknown <= $unknown_high * asked THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN unknown > $unknown_high * asked THEN 'partial_coverage' END AS confidence_reason
FROM total WHERE asked > 0
