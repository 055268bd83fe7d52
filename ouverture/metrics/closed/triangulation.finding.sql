WITH line AS (
    SELECT index_name, source, scale, arg_max(index, observed_on) / 100 AS times, min(base_on) AS base_on, max(observed_on) AS until,
        until - min(base_on) AS days
    FROM result
    GROUP BY ALL
), witness AS ( -- of a witness with several lines the newest that is long enough, of these the longest
    SELECT * FROM line WHERE days >= $span_least
    QUALIFY row_number() OVER (PARTITION BY index_name ORDER BY until DESC, base_on, source, scale) = 1
)
SELECT CASE WHEN count(*) = 0 THEN 'thin' ELSE
        CASE arg_max(index_name, times) WHEN 'installs_closed' THEN 'closed_clients' WHEN 'installs_open' THEN 'open_runtimes'
        ELSE 'other' END END AS finding_case,
    count(*) FILTER (times > 1) AS rising, count(*) AS lines,
    round(max(times), 1) AS steepest_times,
    arg_max(base_on, times) AS base_on, arg_max(until, times) AS until, min(days) AS shortest, min(until) AS ends,
    $span_least AS span_least, coalesce(max(until), (SELECT max(observed_on) FROM result)) AS as_of, 'medium' AS confidence
FROM witness
HAVING EXISTS (FROM result)
