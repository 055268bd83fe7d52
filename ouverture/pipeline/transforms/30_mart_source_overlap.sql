-- Where another source of captures read the same day before: the counts of both on the models that both list.
-- It is taken while the day is at hand, so that it costs the day and not the history.

INSERT INTO mart_source_overlap BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    r.source AS other_source,
    b.snapshot_date,
    any_value(o.models) AS models,
    any_value(r.models) AS other_models,
    count(*) AS common_models,
    sum(l.downloads_30d)::BIGINT AS downloads_30d,
    sum(p.downloads_30d)::BIGINT AS other_downloads_30d
FROM batch b
JOIN snapshot_run o USING (run_id)
JOIN snapshot_run r ON r.snapshot_date = b.snapshot_date AND r.source <> getvariable('source')
JOIN latest_reading p ON p.source = r.source AND p.listed AND p.seen_on = r.snapshot_date
JOIN listed l ON l.run_seq = b.run_seq AND l.model_key = p.model_key
WHERE r.in_series AND r.listing = 'organisations'
    AND r.source IN (SELECT source FROM capture)  -- the panel's lines begin and end by other rules
    AND l.downloads_30d IS NOT NULL AND p.downloads_30d IS NOT NULL
GROUP BY b.run_id, b.snapshot_date, r.source
ORDER BY b.snapshot_date, r.source;
