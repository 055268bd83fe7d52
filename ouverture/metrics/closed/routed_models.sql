WITH day AS (
    SELECT *, total_tokens / sum(total_tokens) OVER () AS share,
        CASE WHEN is_other THEN 'below_the_list' ELSE coalesce(side, 'unknown') END AS side_of_row
    FROM routed
    WHERE observed_on = (SELECT max(observed_on) FROM routed WHERE $on IS NULL OR observed_on <= $on)
)
SELECT source, observed_on, CASE WHEN NOT is_other THEN model_slug END AS model, lab, lab_id, side_of_row AS side, total_tokens, share
FROM day
WHERE $side IS NULL OR side_of_row = $side
ORDER BY is_other, total_tokens DESC, model_slug
