-- Sentences that give the lag of open models in months ("about a year", "four months"): the median lag of closed records,
-- one definition a yardstick and clock. A sentence in whole months means half a month on either side. It fails where the band
-- of 90 % has none of that, and holds where it has and lies within half of the figure on either side. A wider band would hold
-- for other figures too and decides nothing.
-- These yardsticks are not those of the sources of the sentences. Records span from the first closed one to the board's day.
INSERT INTO claim_found BY NAME
WITH lag AS (
    SELECT * FROM mart_gap_lag
    LEFT JOIN (SELECT yardstick, preference FROM mart_yardstick) USING (yardstick)  -- the panel's scales have none
    WHERE coalesce(preference <= 6, TRUE) AND direction = 'forward' AND median_days IS NOT NULL AND records >= 5 AND matched >= 3
), spanned AS (
    SELECT source, yardstick, clock, min(record_on) AS since FROM mart_gap_record WHERE side = 'closed' GROUP BY ALL
), compared AS (
    SELECT s.since, c.claim_id, c.figure AS said, 30.4375 * c.figure AS said_days, said_days - 30.4375 / 2 AS said_least, said_days + 30.4375 / 2 AS said_most, l.*,
        CASE WHEN said_most < low_days OR said_least > high_days THEN FALSE
            WHEN low_days >= said_days / 2 AND high_days <= said_days * 1.5 THEN TRUE END AS holds
    FROM claim c, lag l LEFT JOIN spanned s ON (s.source, s.yardstick, s.clock) = (l.source, l.yardstick, l.clock)
    WHERE c.claim_id IN ('gap-one-year', 'gap-four-months')
)
SELECT
    claim_id,
    row_number() OVER (PARTITION BY claim_id ORDER BY clock, as_of DESC, yardstick) AS place,
    concat_ws(' ', 'lag', CASE WHEN high_days IS NULL THEN 'lag_open' ELSE 'lag_to' END, CASE WHEN holds IS NULL THEN 'too_wide' END) AS definition,
    to_json({records: records, board: yardstick, clock: clock, low: low_days / 30.4375, high: high_days / 30.4375, least: said - 0.5, most: said + 0.5}) AS quotes,
    median_days / 30.4375 AS figure,
    'months' AS unit,
    said AS against,
    'near' AS needs,
    holds,
    since,
    as_of AS measured_on,
    source
FROM compared;
