WITH span AS (
    SELECT date_trunc('month', max(read_until))::DATE AS until, max(read_until) AS as_of FROM result
), counted AS (
    SELECT lab_id, sum(models) AS models
    FROM result, span
    WHERE month >= until - INTERVAL 12 MONTH AND month < until
    GROUP BY lab_id
), best AS (
    SELECT max(models) AS models, sum(models) AS every,
        list(lab_id ORDER BY lab_id) FILTER (models = (SELECT max(models) FROM counted)) AS labs
    FROM counted
)
SELECT
    CASE WHEN len($labs) = 1 AND models IS NOT NULL THEN 'alone'
        WHEN len(labs) = 1 AND models >= $least THEN 'most' ELSE 'thin' END AS finding_case,
    labs[1] AS lab, models, every AS "all",
    (until - INTERVAL 12 MONTH)::DATE AS "from", (until - INTERVAL 1 MONTH)::DATE AS until,
    as_of, 'low' AS confidence, 'partial_coverage' AS confidence_reason
FROM best, span
WHERE as_of IS NOT NULL
