SELECT 'some' AS finding_case, count(*) AS models, sum(downloads_30d) AS downloads, arg_max(model_id, downloads_30d) AS model,
    max(downloads_30d) AS largest, arg_max(likes, downloads_30d) AS likes, max(snapshot_date) AS as_of, 'medium' AS confidence
FROM result
HAVING count(*) > 0
