WITH days AS (
    SELECT max(snapshot_date) AS newest, count(*) AS readings
    FROM series_run WHERE ($until IS NULL OR snapshot_date <= $until)
        AND source = (SELECT newest(source, snapshot_date, source) FROM series_run WHERE $until IS NULL OR snapshot_date <= $until)
), span AS (
    SELECT any_value(source) AS source, any_value(before_date) AS before_day, any_value(snapshot_date) AS day FROM result
), ends AS (
    SELECT arg_max(model_id, change) FILTER (state = 'up' AND flags IS NULL) AS model, max(change) FILTER (state = 'up' AND flags IS NULL) AS change,
        arg_min(model_id, change) FILTER (state = 'down' AND flags IS NULL) AS loser, min(change) FILTER (state = 'down' AND flags IS NULL) AS fall,
        coalesce(max(of_state) FILTER (state = 'entered'), 0) AS entered, coalesce(max(of_state) FILTER (state = 'left'), 0) AS gone
    FROM result
), organisation_step AS (
    SELECT list_sort(list_distinct(flatten(list(organisations_entered)))) AS organisations
    FROM series_run JOIN span USING (source) WHERE snapshot_date > before_day AND snapshot_date <= day
)
SELECT CASE WHEN day IS NULL THEN CASE WHEN readings < 2 THEN 'one_reading' ELSE 'nothing' END
        WHEN coalesce(change, 0) >= -coalesce(fall, 0) AND change IS NOT NULL THEN 'rose' WHEN fall IS NOT NULL THEN 'fell' ELSE 'still' END AS finding_case,
    ends.*, organisations[:6] AS organisations, before_day, newest AS as_of, 'medium' AS confidence, 'chosen_list' AS confidence_reason
FROM days, span, ends, organisation_step
WHERE newest IS NOT NULL
