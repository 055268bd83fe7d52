SELECT
    earlier_source || '+' || later_source AS source,
    earlier_source, later_source, from_on, until_on, days, common_models, ratio, largest_gap, verdict,
    CASE WHEN verdict = 'break' THEN 'break' END AS flags
FROM source_join
ORDER BY until_on DESC, earlier_source, later_source
