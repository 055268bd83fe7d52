WITH board AS (
    SELECT 'board' AS kind, source, model AS name, bool_or(is_open) AS is_open, max(as_of) AS as_of
    FROM (SELECT * FROM benchmark_score QUALIFY as_of = max(as_of) OVER (PARTITION BY source, yardstick))
    GROUP BY source, model
), catalogue AS (
    SELECT 'catalogue' AS kind, source, name, bool_or(open_weights) AS is_open, max(as_of) AS as_of
    FROM (
        SELECT source, model AS name, open_weights, as_of FROM api_model
        UNION ALL SELECT source, name, open_weights, captured_on FROM catalogue_current
    )
    GROUP BY source, name
), known AS (
    SELECT canonical, bool_or(kind = 'catalogue') AS in_catalogue, bool_or(kind = 'hub') AS on_hub
    FROM model_identity
    GROUP BY canonical
)
SELECT 'catalogue' AS kind, r.source, r.model_id AS name, r.canonical,
    CASE WHEN bool_or(c.open_weights) THEN 'open' WHEN NOT bool_or(c.open_weights) THEN 'closed' ELSE 'unknown' END AS side,
    'agreement' AS lacks, r.named, max(c.captured_on) AS as_of
FROM catalogue_repository r
JOIN catalogue_current c USING (source, provider, model_id)
WHERE r.named <> r.canonical
GROUP BY r.source, r.model_id, r.canonical, r.named
UNION ALL
SELECT
    n.kind, n.source, n.name, i.canonical,
    CASE n.is_open WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
    CASE
        WHEN NOT k.in_catalogue AND n.is_open AND NOT k.on_hub THEN 'both'
        WHEN NOT k.in_catalogue THEN 'catalogue'
        ELSE 'hub' END AS lacks,
    NULL AS named, n.as_of
FROM (FROM board UNION ALL FROM catalogue) n
JOIN model_identity i ON i.kind = n.kind AND i.source = n.source AND i.name = n.name
JOIN known k ON k.canonical = i.canonical
WHERE NOT k.in_catalogue OR (n.is_open AND NOT k.on_hub)
ORDER BY kind, source, name, lacks
