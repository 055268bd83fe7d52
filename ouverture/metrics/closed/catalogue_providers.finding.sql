WITH provider AS (
    SELECT provider, sum(models) AS models, part_of(models, side = 'open') AS open
    FROM result WHERE provider <> 'other' GROUP BY provider HAVING sum(models) >= $least
), everything AS (
    SELECT sum(models) AS models, part_of(models, side = 'open') AS open,
        part_of(models, side = 'unknown') AS unknown, max(as_of) AS as_of,
        bool_or(list_has_any(string_split(source, '+'), (SELECT list(s.name) FROM source s WHERE s.by_provider))) AS by_provider
    FROM result
)
SELECT CASE WHEN e.by_provider AND p.providers > 2 THEN 'spread' ELSE 'one' END AS finding_case,
    p.*, $least AS least, e.models, e.open, e.unknown, e.as_of, 'medium' AS confidence
FROM everything e, (
    SELECT min(open) AS low, arg_min(provider, open) AS low_at, max(open) AS high, arg_max(provider, open) AS high_at, count(*) AS providers
    FROM provider
) p
WHERE e.models > 0
