WITH entry AS (
    SELECT c.source, c.provider, c.model_id, c.open_weights, c.captured_on AS as_of, d.canonical IS NOT NULL AS disputed
    FROM catalogue_current c
    LEFT JOIN model_identity i ON i.kind = 'catalogue' AND i.source = c.source AND i.name = c.name
    LEFT JOIN catalogue_openness d ON d.source = c.source AND d.canonical = i.canonical
    WHERE c.source IN (SELECT s.name FROM source s WHERE s.by_provider)
    UNION ALL -- the panel, where no catalogue by provider was read
    SELECT source, string_split(source, '+')[1], lab || '/' || model, open_weights, as_of, FALSE
    FROM api_model
    WHERE NOT EXISTS (FROM catalogue_current c WHERE c.source IN (SELECT s.name FROM source s WHERE s.by_provider))
), counted AS (
    SELECT provider,
        CASE open_weights WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
        sources_of(source) AS source,
        count(*) AS models, count(*) FILTER (disputed) AS disputed, max(as_of) AS as_of
    FROM entry
    GROUP BY ALL
), ranked AS (
    SELECT *, dense_rank() OVER (ORDER BY listed DESC, provider) AS place
    FROM (SELECT *, sum(models) OVER (PARTITION BY provider) AS listed FROM counted)
), row_of AS (
    SELECT sources_of(source) AS source, least(place, $providers_shown + 1) AS place,
        CASE WHEN place <= $providers_shown THEN provider ELSE 'other' END AS provider, side,
        sum(models)::BIGINT AS models, sum(disputed)::BIGINT AS disputed, max(as_of) AS as_of
    FROM ranked
    GROUP BY ALL
)
SELECT source, provider, side, models, models / sum(models) OVER (PARTITION BY place) AS share, disputed, as_of
FROM row_of
ORDER BY place, list_position(['open', 'closed', 'unknown'], side)
