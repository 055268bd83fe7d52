WITH day AS (
    SELECT max(captured_on) AS newest, count(DISTINCT captured_on) AS days FROM catalogue_model WHERE $until IS NULL OR captured_on <= $until
), offered AS (
    SELECT max(priced_on) AS priced_on FROM mart_offer
), moved AS (
    SELECT max(shown_of) AS changes, arg_max(model, abs(ln(1 + change))) AS model,
        arg_max(usd, abs(ln(1 + change))) AS usd, arg_max(usd_before, abs(ln(1 + change))) AS usd_before, any_value(before_date) AS before_day
    FROM result HAVING count(*) > 0
)
SELECT CASE WHEN changes IS NOT NULL THEN 'moved' WHEN days < 2 THEN 'one_day' WHEN $since >= newest THEN 'nothing' ELSE 'quiet' END AS finding_case, moved.*,
    coalesce(newest, priced_on) AS as_of, 'medium' AS confidence
FROM day, offered LEFT JOIN moved ON TRUE
WHERE coalesce(newest, priced_on) IS NOT NULL
