WITH known AS (
    SELECT *, row_number() OVER (ORDER BY share DESC, origin) AS place FROM result WHERE country IS NOT NULL AND share > 0
), figure AS (
    SELECT
        max(country) FILTER (place = 1) AS first, max(share) FILTER (place = 1) AS share,
        max(country) FILTER (place = 2) AS second, max(share) FILTER (place = 2) AS second_share
    FROM known
), whole AS (
    SELECT max(snapshot_date) AS as_of,
        coalesce(sum(share) FILTER (country IS NULL), 0) AS unknown,
        max(greatest(publisher_share, base_share, parent_share) - least(publisher_share, base_share, parent_share))
            FILTER (country IS NOT NULL) AS moved
    FROM result
)
SELECT
    CASE WHEN first IS NULL THEN 'unknown_only' WHEN second IS NULL THEN 'one_country' ELSE $rule END AS finding_case,
    first, share, second, second_share, unknown, moved, as_of,
    CASE WHEN unknown > 0.2 THEN 'low' ELSE 'medium' END AS confidence,
    CASE WHEN unknown > 0.2 THEN 'unknown_origin' ELSE 'chosen_list' END AS confidence_reason
FROM figure, whole
WHERE as_of IS NOT NULL
