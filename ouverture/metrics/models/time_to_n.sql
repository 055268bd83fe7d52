SELECT source, cohort, median_days, low_days, high_days, models, reached, counted_on,
    CASE WHEN estimated THEN 'estimated' END AS flags
FROM mart_time_to_n
WHERE threshold = $n::BIGINT AND cohort_by IN ('all', $by) AND models >= $fewest
    AND source = (SELECT newest(source, counted_on, source) FROM mart_time_to_n)
ORDER BY cohort <> 'all', size_place(cohort), cohort
