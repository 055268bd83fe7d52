WITH day AS (
    SELECT observed_on, row_number() OVER (ORDER BY observed_on DESC) AS place
    FROM (SELECT DISTINCT observed_on FROM routed)
    QUALIFY place <= $days
), counted AS (
    SELECT r.source, r.observed_on, d.place, o.offers,
        sum(total_tokens) AS total, coalesce(sum(total_tokens) FILTER (side = 'open'), 0) AS open,
        coalesce(sum(total_tokens) FILTER (side = 'closed'), 0) AS closed
    FROM routed r JOIN day d USING (observed_on), (VALUES ('all_offers'), ('paid_offers')) o (offers)
    WHERE o.offers = 'all_offers' OR NOT ends_with(model_slug, ':free')
    GROUP BY ALL
), judged AS (
    SELECT *, CASE u.unknown WHEN 'unknown_closed' THEN open / total WHEN 'unknown_open' THEN (total - closed) / total
            ELSE open / nullif(open + closed, 0) END AS figure
    FROM counted, (VALUES ('unknown_closed'), ('unknown_open'), ('unknown_left_out')) u (unknown)
), told AS (
    SELECT *, CASE WHEN figure >= 0.5 THEN 'open' ELSE 'closed' END AS verdict,
        place = 1 AND offers = 'all_offers' AND unknown = 'unknown_closed' AS chosen
    FROM judged WHERE figure IS NOT NULL
)
SELECT source, observed_on AS snapshot_date, concat_ws(' · ', observed_on::VARCHAR, offers, unknown) AS definition, figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM told
ORDER BY figure DESC, definition
