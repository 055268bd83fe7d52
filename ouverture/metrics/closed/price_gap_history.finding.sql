WITH line AS ( -- the catalogue with most models priced on its newest day
    SELECT source FROM result QUALIFY row_number() OVER (ORDER BY as_of DESC, open_priced + closed_priced DESC, source) = 1
), span AS (
    SELECT any_value(board_on) AS board_on, arg_max(closed_over_open, as_of) AS now, arg_min(closed_over_open, as_of) AS before, min(as_of) AS since, max(as_of) AS as_of,
        arg_max(bands, as_of) AS bands, arg_max(pairs, as_of) AS pairs, arg_max(open_priced, as_of) AS open_priced, arg_max(closed_priced, as_of) AS closed_priced, count(*) AS days
    FROM result SEMI JOIN line USING (source)
)
SELECT CASE WHEN days > 1 THEN 'moved' ELSE 'one' END AS finding_case, round(now, 1) AS now, round(before, 1) AS before, span.* EXCLUDE (now, before),
    'low' AS confidence, 'small_sample' AS confidence_reason
FROM span
WHERE days > 0
