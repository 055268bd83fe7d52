WITH lab AS (
    SELECT *, row_number() OVER (ORDER BY share DESC, lab) AS place FROM result
    WHERE lab NOT IN ('smaller_labs', 'maker_unknown', 'below_the_list')
), pair AS (
    SELECT count(*) FILTER (place <= 2) AS labs,
        max(lab) FILTER (place = 1) AS lab, max(share) FILTER (place = 1) AS share, max(open_low) FILTER (place = 1) AS open_low,
        max(lab) FILTER (place = 2) AS second, max(share) FILTER (place = 2) AS second_share
    FROM lab
), rest AS (
    SELECT coalesce(sum(share) FILTER (lab IN ('maker_unknown', 'below_the_list')), 0) AS unknown, max(observed_on) AS as_of
    FROM result
)
SELECT CASE WHEN labs = 2 THEN 'leader' ELSE 'thin' END AS finding_case, *,
    CASE WHEN labs < 2 OR share - second_share <= unknown THEN 'low' ELSE 'medium' END AS confidence
FROM pair, rest
WHERE as_of IS NOT NULL
