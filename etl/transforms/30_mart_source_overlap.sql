-- Where another source of captures read the same day before: the counts of both on the models that both list.
-- It is taken while the day is at hand, so that it costs the day and not the history.

INSERT INTO mart_source_overlap BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    r.source AS other_source,
    getvariable('snapshot_date') AS snapshot_date,
    (SELECT count(*) FROM listing) AS models,
    any_value(r.models) AS other_models,
    count(*) AS common_models,
    sum(l.downloads_30d)::BIGINT AS downloads_30d,
    sum(p.downloads_30d)::BIGINT AS other_downloads_30d
FROM snapshot_run r
JOIN latest_reading p ON p.source = r.source AND p.listed AND p.seen_on = r.snapshot_date
JOIN listing l ON l.model_key = p.model_key
WHERE r.in_series AND r.listing = 'organisations' AND getvariable('listing') = 'organisations'
    AND r.source <> getvariable('source') AND r.snapshot_date = getvariable('snapshot_date')
    AND r.source IN (SELECT source FROM capture)  -- the panel's lines begin and end by other rules
    AND l.downloads_30d IS NOT NULL AND p.downloads_30d IS NOT NULL
GROUP BY r.source
ORDER BY r.source;
