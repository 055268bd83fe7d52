WITH run AS (
    SELECT run_id, listing FROM snapshot_run
), latest AS (
    SELECT source, max(observed_on) AS observed_on FROM organisation_coverage WHERE run_id IS NOT NULL GROUP BY source
)
SELECT
    c.source, c.observed_on, c.organisation_id, c.models_held, c.models_in_source, c.downloads_held,
    CASE r.listing WHEN 'organisations' THEN c.downloads_held / nullif(c.downloads_in_source, 0) END AS share_held,
    c.note,
    CASE WHEN c.run_id IS NULL THEN 'gap' WHEN r.listing = 'ranking' OR c.incomplete THEN 'partial' END AS flags
FROM organisation_coverage c
LEFT JOIN run r USING (run_id)
JOIN latest l ON l.source = c.source
WHERE $readings = 'all' OR c.observed_on = l.observed_on
ORDER BY coalesce(r.listing = 'ranking', FALSE), c.observed_on DESC, c.source, c.downloads_held DESC NULLS LAST, c.organisation_id
