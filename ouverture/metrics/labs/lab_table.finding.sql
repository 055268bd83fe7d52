SELECT
    CASE kind_of(any_value(source)) WHEN 'readings' THEN 'leads' WHEN 'panel' THEN 'leads_panel' ELSE 'leads_archive' END AS finding_case,
    max(lab_id) FILTER (rank = 1) AS lab,
    max(share) FILTER (rank = 1) AS share,
    sum(share) FILTER (rank <= 3) AS top_three,
    coalesce(sum(share) FILTER (lab_id IS NULL), 0) AS unaffiliated,
    max(snapshot_date) AS as_of,
    CASE WHEN count(*) FILTER (flags LIKE '%partial%' AND rank <= 3) > 0 THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN bool_and(lacks_counts) FILTER (flags LIKE '%partial%' AND rank <= 3) THEN 'missing_counts'
        WHEN count(*) FILTER (flags LIKE '%partial%' AND rank <= 3) > 0 THEN 'incomplete_list' END AS confidence_reason
FROM result
HAVING count(*) FILTER (rank = 1) > 0
