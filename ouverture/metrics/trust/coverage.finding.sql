WITH whole AS (
    SELECT * FROM result WHERE share_held IS NOT NULL
), last_list AS (
    SELECT * FROM whole
    WHERE (source, observed_on) = (SELECT newest((source, observed_on), observed_on, source) FROM whole)
), verdict AS (
    SELECT
        min(share_held) AS lowest,
        count(*) AS organisations,
        count(*) FILTER (flags = 'partial') AS incomplete,
        max(observed_on) AS held_on
    FROM last_list
)
SELECT
    CASE WHEN organisations > 0 THEN 'held' ELSE 'thin' END AS finding_case,
    floor(lowest * 100) / 100 AS lowest, organisations, incomplete,
    coalesce(held_on, (SELECT max(observed_on) FROM result)) AS as_of,
    CASE WHEN organisations > 0 THEN 'high' ELSE 'low' END AS confidence
FROM verdict
WHERE EXISTS (FROM result)
