SELECT
    c.source, o.model, o.lab_id,
    c.providers_open, c.providers_closed,
    array_to_string(c.open_at[:$named], ', ') || CASE WHEN len(c.open_at) > $named THEN ' …' ELSE '' END AS open_at,
    array_to_string(c.closed_at[:$named], ', ') || CASE WHEN len(c.closed_at) > $named THEN ' …' ELSE '' END AS closed_at,
    CASE o.open_weights WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
    o.released_on, o.as_of
FROM catalogue_openness c
JOIN (
    SELECT DISTINCT ON (canonical) * FROM mart_offer WHERE disputed ORDER BY canonical, hosts DESC, lab_id
) o USING (canonical)
ORDER BY c.providers_open + c.providers_closed DESC, o.model, c.source
