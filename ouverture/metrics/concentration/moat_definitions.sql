WITH judged AS (
    SELECT *,
        CASE passed_within($year_days, low_days, high_days) WHEN TRUE THEN 'within_year' WHEN FALSE THEN 'lasting' ELSE 'undecided' END AS verdict,
        kind = 'model' AND tasks = 'generative' AS chosen
    FROM mart_moat
    SEMI JOIN (FROM newest_moat('auto')) USING (source)
)
SELECT source, (SELECT max(snapshot_date) FROM series_run r WHERE r.source = j.source) AS snapshot_date,
    concat_ws(' · ', kind, tasks) AS definition, half_life_days AS figure, verdict,
    verdict = max(verdict) FILTER (chosen) OVER () AS holds, chosen
FROM judged j
ORDER BY half_life_days, definition
