WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
)
SELECT 'some' AS finding_case, 1 - arg_max(ratio, snapshot_date) AS out, arg_max(left_out_models, snapshot_date) AS models,
    1 - min(ratio) AS worst, arg_min(snapshot_date, ratio) AS worst_on, max(snapshot_date) AS as_of, 'medium' AS confidence
FROM chosen
HAVING count(ratio) > 0
