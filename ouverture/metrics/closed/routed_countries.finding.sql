WITH ends AS (
    SELECT min(observed_on) AS since, max(observed_on) AS as_of FROM result
), newest AS (
    SELECT origin, share, row_number() OVER (ORDER BY share DESC, origin) AS place
    FROM result, ends WHERE observed_on = as_of AND origin NOT IN ('other', 'unknown')
), pair AS (
    SELECT max(origin) FILTER (place = 1) AS first, max(share) FILTER (place = 1) AS share,
        max(origin) FILTER (place = 2) AS second, max(share) FILTER (place = 2) AS second_share
    FROM newest
), told AS (
    SELECT p.*, e.*,
        coalesce(sum(r.share) FILTER (r.observed_on = e.as_of AND r.origin = 'unknown'), 0) AS unknown,
        coalesce(sum(r.share) FILTER (r.observed_on = e.since AND r.origin = p.first), 0) AS share_before,
        coalesce(sum(r.share) FILTER (r.observed_on = e.since AND r.origin = p.second), 0) AS second_before
    FROM result r, pair p, ends e
    GROUP BY ALL
)
SELECT CASE WHEN second IS NULL THEN 'thin' ELSE 'leader' END AS finding_case, *,
    CASE WHEN second IS NULL OR share - second_share <= unknown THEN 'low' ELSE 'medium' END AS confidence
FROM told
