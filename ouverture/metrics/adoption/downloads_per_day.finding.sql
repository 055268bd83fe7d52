SELECT 'now' AS finding_case, sum(downloads_per_day) AS total,
    part_of(downloads_per_day, tier >= least_tier('permissive')) AS open,
    part_of(downloads_per_day, tier IS NULL) AS unknown,
    max(until_on) AS as_of, 'high' AS confidence
FROM result
WHERE (source, until_on) = (SELECT newest((source, until_on), until_on, source) FROM result WHERE flags NOT LIKE '%partial%' OR flags IS NULL)
HAVING sum(downloads_per_day) > 0
