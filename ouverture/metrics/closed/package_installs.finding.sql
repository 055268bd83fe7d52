WITH series AS (
    SELECT source, registry, counted_from FROM result
    GROUP BY ALL HAVING count(DISTINCT side) = 2 AND count(DISTINCT observed_on) > 1
    ORDER BY max(observed_on) DESC, source LIMIT 1
), side AS (
    SELECT side, min(observed_on) AS since, max(observed_on) AS as_of, any_value(counts) AS counts,
        arg_max(index, observed_on) / 100 AS growth, any_value(packages) AS packages
    FROM result SEMI JOIN series USING (source, registry, counted_from)
    GROUP BY side
), pair AS (
    SELECT
        max(growth) FILTER (side = 'open_runtime') AS open,
        max(growth) FILTER (side = 'closed_api') AS closed,
        any_value(packages) FILTER (side = 'open_runtime') AS open_names,
        any_value(packages) FILTER (side = 'closed_api') AS closed_names,
        any_value(counts) AS counts, min(since) AS since, max(as_of) AS as_of
    FROM side
)
SELECT
    CASE WHEN open IS NULL OR closed IS NULL THEN 'thin' WHEN open >= closed THEN 'open' ELSE 'closed' END AS finding_case,
    open, closed, open_names, closed_names, since,
    CASE counts WHEN 'pip' THEN since END AS since_pip, CASE counts WHEN 'all installers' THEN since END AS since_all,
    CASE WHEN counts NOT IN ('pip', 'all installers') THEN since END AS since_plain,
    coalesce(as_of, (SELECT max(observed_on) FROM result)) AS as_of,
    CASE WHEN open IS NULL OR closed IS NULL THEN 'low' ELSE 'medium' END AS confidence
FROM pair
WHERE EXISTS (FROM result)
