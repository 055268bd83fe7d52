WITH day AS (
    SELECT source, observed_on, sum(total_tokens)::BIGINT AS total_tokens,
        coalesce(sum(total_tokens) FILTER (side = 'open'), 0)::BIGINT AS open_tokens,
        coalesce(sum(total_tokens) FILTER (side = 'closed'), 0)::BIGINT AS closed_tokens,
        coalesce(sum(total_tokens) FILTER (side IS NULL AND NOT is_other), 0)::BIGINT AS unknown_tokens,
        coalesce(sum(total_tokens) FILTER (is_other), 0)::BIGINT AS other_tokens,
        arg_max(model_slug, total_tokens) FILTER (side IS NULL AND NOT is_other) AS largest_unknown,
        max(total_tokens) FILTER (side IS NULL AND NOT is_other) / sum(total_tokens) AS largest_unknown_share,
        arg_max(model_slug, total_tokens) FILTER (side = 'open') AS largest_open,
        max(total_tokens) FILTER (side = 'open') / sum(total_tokens) AS largest_open_share
    FROM routed
    GROUP BY source, observed_on
    HAVING sum(total_tokens) > 0
)
SELECT source, observed_on,
    open_tokens / nullif(open_tokens + closed_tokens, 0) AS share,
    open_tokens / total_tokens AS low,
    (total_tokens - closed_tokens) / total_tokens AS high,
    total_tokens, open_tokens, closed_tokens, unknown_tokens, other_tokens,
    largest_unknown, largest_unknown_share, largest_open, largest_open_share,
    CASE WHEN observed_on - lag(observed_on) OVER (PARTITION BY source ORDER BY observed_on) > $gap_days THEN 'gap' END AS flags
FROM day
ORDER BY source, observed_on
