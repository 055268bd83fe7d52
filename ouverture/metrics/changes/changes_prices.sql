WITH visit AS (  -- read by its name, in quotes -- noqa: ST03
    SELECT captured_on AS day FROM catalogue_model
), span AS (
    FROM compared_days('visit', $since, $until)
), asked AS (
    SELECT c.source, c.provider, c.model_id, any_value(s.day) AS day, any_value(s.before_day) AS before_day,
        arg_max(coalesce(c.name, c.model_id), c.captured_on) AS model, arg_max(c.open_weights, c.captured_on) AS open_weights,
        arg_max_null(CASE WHEN listed THEN blended_price(price_in_usd_per_mtok, price_out_usd_per_mtok) END, captured_on) AS usd,
        arg_max_null(CASE WHEN listed THEN blended_price(price_in_usd_per_mtok, price_out_usd_per_mtok) END, captured_on)
            FILTER (captured_on <= before_day) AS usd_before
    FROM catalogue_model c JOIN span s ON c.captured_on <= s.day
    GROUP BY c.source, c.provider, c.model_id
), moved AS (
    SELECT source, day AS as_of, before_day AS before_date, model, CASE WHEN bool_or(open_weights) THEN 'open' WHEN NOT bool_or(open_weights) THEN 'closed' ELSE 'unknown' END AS side,
        count(*) AS hosts, median(usd_before) AS usd_before, median(usd) AS usd, median(usd / usd_before) AS ratio
    FROM asked
    WHERE usd > 0 AND usd_before > 0 AND round(usd, 6) <> round(usd_before, 6)
    GROUP BY ALL
)
SELECT source, as_of, before_date, model, side, hosts, usd_before, usd, ratio - 1 AS change, count(*) OVER () AS shown_of
FROM moved
QUALIFY row_number() OVER (ORDER BY abs(ln(ratio)) DESC, model, source) <= $shown
ORDER BY abs(ln(ratio)) DESC, model, source
