WITH line AS (
    SELECT source, threshold, tasks, basis, snapshot_date, share, share_like_for_like, coverage
    FROM like_for_like
    WHERE side = 'open' AND asked = 'auto'
        AND line = (SELECT newest(line, snapshot_date, source) FROM series_line WHERE asked = 'auto')
), start AS (
    SELECT threshold, tasks, basis, max(snapshot_date) AS since
    FROM (
        SELECT *, min(snapshot_date) FILTER (share_like_for_like IS NOT NULL) OVER (PARTITION BY threshold, tasks, basis) AS first_on
        FROM line
    )
    WHERE coalesce(coverage, 0) < $coverage_medium OR snapshot_date = first_on
    GROUP BY ALL
), ends AS (
    SELECT arg_max(l.source, snapshot_date) AS source, threshold, tasks, basis, s.since, max(snapshot_date) AS snapshot_date,
        any_value(share_like_for_like) FILTER (snapshot_date = s.since) AS share_before,
        arg_max(share, snapshot_date) AS share
    FROM line l JOIN start s USING (threshold, tasks, basis)
    GROUP BY threshold, tasks, basis, s.since
), judged AS (
    SELECT *, share - share_before AS figure,
        CASE WHEN figure >= $flat_change THEN 'rises' WHEN figure <= -$flat_change THEN 'falls' ELSE 'flat' END AS verdict,
        threshold = $threshold AND tasks = $tasks AND basis = $basis AS chosen
    FROM ends
    WHERE since < snapshot_date AND share_before IS NOT NULL AND share IS NOT NULL
)
SELECT source, snapshot_date, concat_ws(' · ', threshold, tasks, basis) AS definition, figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen, since, share_before, share
FROM judged
ORDER BY figure DESC, definition
