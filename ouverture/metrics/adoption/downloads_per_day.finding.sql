SELECT 'now' AS finding_case, sum(downloads_per_day) AS total,
    coalesce(sum(downloads_per_day) FILTER (tier >= 2), 0) / sum(downloads_per_day) AS open,
    coalesce(sum(downloads_per_day) FILTER (tier IS NULL), 0) / sum(downloads_per_day) AS unknown,
    max(until_on) AS as_of, 'high' AS confidence
FROM result
WHERE (source, until_on) = (SELECT newest((source, until_on), until_on, source) FROM result WHERE flags NOT LIKE '%partial%' OR flags IS NULL)
HAVING sum(downloads_per_day) > 0
