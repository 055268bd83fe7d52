WITH lab AS (
    SELECT lab_id, count(*) FILTER (side = 'open') AS open, count(*) FILTER (side = 'closed') AS closed FROM result GROUP BY lab_id
), figure AS (
    SELECT count(*) FILTER (open > 0 AND closed > 0) AS labs, count(*) AS shown, sum(open) AS open, sum(closed) AS closed,
        arg_max(lab_id, open / (open + closed)) FILTER (open > 0 AND closed > 0) AS most_open,
        arg_max(lab_id, closed / (open + closed)) FILTER (open > 0 AND closed > 0) AS most_closed
    FROM lab
), delay AS (
    SELECT count(*) FILTER (score IS NOT NULL) AS scored, count(delay_days) AS matched, median(delay_days) AS delay
    FROM result WHERE side = 'closed'
)
SELECT CASE WHEN matched >= $delays_min THEN 'delay' ELSE 'both' END AS finding_case,
    figure.*, delay.*, (SELECT max(released_on) FROM result) AS as_of, 'low' AS confidence, 'small_sample' AS confidence_reason
FROM figure, delay
WHERE EXISTS (FROM result)
