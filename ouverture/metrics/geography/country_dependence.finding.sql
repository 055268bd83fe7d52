WITH figure AS (
    SELECT max(snapshot_date) AS as_of,
        sum(downloads_30d) FILTER (foreign_base) / nullif(sum(downloads_30d), 0) AS abroad,
        arg_max(published_in, downloads_30d) FILTER (foreign_base) AS published,
        arg_max(base_from, downloads_30d) FILTER (foreign_base) AS base,
        max(downloads_30d) FILTER (foreign_base) AS downloads,
        any_value(named_share) AS named, any_value(missing_share) AS missing
    FROM result
)
SELECT CASE WHEN abroad > 0 THEN 'crosses' ELSE 'home' END AS finding_case,
    abroad, published, base, downloads, named, missing, as_of, 'low' AS confidence, 'declared_bases' AS confidence_reason
FROM figure WHERE as_of IS NOT NULL
