WITH judged AS (
    SELECT *, threshold = $threshold AND tasks = $tasks AND basis = $basis AS chosen
    FROM open_share_judged(least_coverage := $coverage_medium, flat_change := $flat_change)
)
SELECT source, snapshot_date, concat_ws(' · ', threshold, tasks, basis) AS definition, change AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen, since, share_before, share
FROM judged
ORDER BY figure DESC, definition
