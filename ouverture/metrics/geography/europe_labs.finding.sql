WITH figure AS (
    SELECT max(snapshot_date) AS as_of, count(*) AS labs, count(*) FILTER (NOT listed) AS unlisted,
        count(*) FILTER (downloads_30d > 0) AS counted,
        arg_max(lab_id, downloads_30d) FILTER (downloads_30d > 0) AS lab,
        max(downloads_30d) / nullif(sum(downloads_30d), 0) AS lab_share
    FROM result
)
SELECT CASE counted WHEN 0 THEN 'none' WHEN 1 THEN 'only' ELSE 'leads' END AS finding_case,
    lab, lab_share, labs, unlisted, as_of, 'low' AS confidence, 'chosen_list' AS confidence_reason
FROM figure WHERE as_of IS NOT NULL
