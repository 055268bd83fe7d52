WITH ends AS (
    SELECT min(observed_on) AS since, max(observed_on) AS as_of,
        arg_min(low, observed_on) AS low_before, arg_min(high, observed_on) AS high_before,
        arg_max(low, observed_on) AS low, arg_max(high, observed_on) AS high,
        arg_max(coalesce(largest_unknown, ''), observed_on) AS unknown_model,
        arg_max(coalesce(largest_unknown_share, 0), observed_on) AS unknown_share
    FROM result
    HAVING count(*) > 0
)
SELECT CASE WHEN since < as_of THEN 'days' ELSE 'one_day' END AS finding_case, *,
    CASE WHEN high - low > $wide THEN 'low' ELSE 'medium' END AS confidence
FROM ends
