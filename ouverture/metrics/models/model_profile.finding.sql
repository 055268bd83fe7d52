SELECT CASE WHEN downloads_30d IS NULL THEN 'uncounted' ELSE 'listed' END AS finding_case,
    model_id AS model, downloads_30d AS downloads, rank, ranked_models AS ranked, latest_on AS as_of, 'high' AS confidence
FROM result
