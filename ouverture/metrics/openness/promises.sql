WITH today AS (
    SELECT max(snapshot_date) AS as_of FROM snapshot_run WHERE in_series
), known AS (
    SELECT p.lab_id, p.what_en, p.what_fr, p.announced_on, p.due_on, p.postponed, p.link, t.as_of,
        CASE WHEN p.delivered_on <= t.as_of THEN p.delivered_on END AS delivered_on,
        CASE WHEN p.delivered_on <= t.as_of THEN p.delivered_link END AS delivered_link
    FROM promise p JOIN today t ON p.announced_on <= t.as_of
)
SELECT
    lab_id,
    what_en AS what,
    what_fr,
    CASE WHEN delivered_on > due_on OR (delivered_on IS NOT NULL AND postponed > 0) THEN 'late'
        WHEN delivered_on IS NOT NULL THEN 'kept'
        WHEN due_on < as_of THEN 'overdue'
        ELSE 'pending' END AS state,
    announced_on,
    due_on,
    postponed,
    delivered_on,
    CASE WHEN coalesce(delivered_on, as_of) > due_on THEN (coalesce(delivered_on, as_of) - due_on)::INTEGER END AS days_late,
    link,
    delivered_link,
    as_of
FROM known
ORDER BY list_position(['overdue', 'pending', 'late', 'kept'], state), announced_on DESC, lab_id, what
