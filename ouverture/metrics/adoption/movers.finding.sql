WITH ends AS (
    SELECT arg_max(model_id, change) AS model, max(change) AS change, arg_max(rank_after, change) AS rank,
        arg_min(model_id, change) AS loser, min(change) AS fall,
        any_value(before_date) AS before, any_value(snapshot_date) AS as_of
    FROM result WHERE flags IS NULL
    HAVING count(*) > 0
), machine AS (
    SELECT arg_max(model_id, abs(change)) AS machine, arg_max(change, abs(change)) AS machine_change FROM result WHERE flags = 'excluded'
)
SELECT CASE WHEN change >= -fall THEN 'rose' ELSE 'fell' END AS finding_case, *, 'medium' AS confidence, 'chosen_list' AS confidence_reason FROM ends, machine
